package people_test

import (
	"errors"
	"net"
	"strings"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"istratray/app/people"
	"istratray/app/settings"
)

// oddDirectory is an LDAP server that answers each request with what answer makes of it: no packet ends the
// connection.
func oddDirectory(t *testing.T, answer func(request *ber.Packet) []*ber.Packet) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				for {
					request, err := ber.ReadPacket(c)
					if err != nil || len(request.Children) < 2 {
						return
					}
					all := answer(request)
					for _, p := range all {
						if _, err := c.Write(p.Bytes()); err != nil {
							return
						}
					}
					if len(all) == 0 {
						return
					}
				}
			}()
		}
	}()
	return "ldap://" + l.Addr().String()
}

// envelope is a message of a directory: an operation with a result, and what is behind that.
func envelope(request *ber.Packet, operation ber.Tag, code int64, more ...*ber.Packet) *ber.Packet {
	return saying(request, operation, code, "", more...)
}

// refusal is the end of a search with a reason in words.
func refusal(request *ber.Packet, code int64, why string) *ber.Packet {
	return saying(request, ldapSearchDone, code, why)
}

func saying(request *ber.Packet, operation ber.Tag, code int64, why string, more ...*ber.Packet) *ber.Packet {
	p := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, request.Children[0].Value, ""))
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, operation, nil, "")
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, code, ""))
	op.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "", ""))
	op.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, why, ""))
	p.AppendChild(op)
	for _, m := range more {
		p.AppendChild(m)
	}
	return p
}

// Operations of LDAP.
const (
	ldapBind, ldapBindDone, ldapSearch, ldapEntry, ldapSearchDone = 0, 1, 3, 4, 5
	ldapExtended, ldapExtendedDone, ldapReference                 = 23, 24, 19
)

func TestDirectoriesThatAreOdd(t *testing.T) {
	elsewhere := make(chan bool, 10)
	other := oddDirectory(t, func(*ber.Packet) []*ber.Packet { elsewhere <- true; return nil })
	paged := func(request *ber.Packet) *ber.Packet {
		control := ldap.NewControlPaging(500)
		control.SetCookie([]byte("on and on"))
		controls := ber.Encode(ber.ClassContext, ber.TypeConstructed, 0, nil, "")
		controls.AppendChild(control.Encode())
		return envelope(request, ldapSearchDone, 0, controls)
	}
	reference := func(request *ber.Packet) *ber.Packet {
		p := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
		p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger,
			request.Children[0].Value, ""))
		op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldapReference, nil, "")
		op.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, other+"/dc=x", ""))
		p.AppendChild(op)
		return p
	}
	huge := func(request *ber.Packet) *ber.Packet {
		p := envelope(request, ldapEntry, 0)
		p.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString,
			strings.Repeat("x", 9<<20), ""))
		return p
	}
	for name, c := range map[string]struct {
		search func(*ber.Packet) []*ber.Packet
		want   people.Code
	}{
		"a referral": {func(r *ber.Packet) []*ber.Packet {
			return []*ber.Packet{envelope(r, ldapSearchDone, 10)}
		}, people.ServerError},
		"references only": {func(r *ber.Packet) []*ber.Packet {
			return []*ber.Packet{reference(r), envelope(r, ldapSearchDone, 0)}
		}, ""},
		"pages without end": {func(r *ber.Packet) []*ber.Packet { return []*ber.Packet{paged(r)} }, people.ServerError},
		"a huge entry":      {func(r *ber.Packet) []*ber.Packet { return []*ber.Packet{huge(r)} }, people.Unreachable},
		"busy": {func(r *ber.Packet) []*ber.Packet {
			return []*ber.Packet{envelope(r, ldapSearchDone, 51)}
		}, people.ServerError},
		"Active Directory, without a login": {func(r *ber.Packet) []*ber.Packet {
			return []*ber.Packet{refusal(r, ldap.LDAPResultOperationsError, "000004DC: LdapErr: DSID-0C0909AF, "+
				"comment: In order to perform this operation a successful bind must be completed on the connection., "+
				"data 0, v4563\x00")}
		}, people.NoPassword},
		"hung up": {func(*ber.Packet) []*ber.Packet { return nil }, people.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			u := oddDirectory(t, func(r *ber.Packet) []*ber.Packet {
				if r.Children[1].Tag == ldapExtended { // StartTLS
					return []*ber.Packet{envelope(r, ldapExtendedDone, 2)}
				}
				return c.search(r)
			})
			h := newHouse(t)
			_, _, err := h.Try(t.Context(), settings.Contacts{Name: "x", Kind: settings.LDAP, URL: u, Base: base}, "")
			var p *people.Problem
			if errors.As(err, &p); p == nil && c.want != "" || p != nil && p.Code != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	if len(elsewhere) > 0 {
		t.Error("another server was asked")
	}
}
