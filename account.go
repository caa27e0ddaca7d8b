package main

import (
	"bufio"
	"bytes"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"unicode/utf16"

	"istratray/app/command"
	"istratray/app/control"
	"istratray/app/words"
)

// signInOf is the account given on the command line, the password from standard input.
func signInOf(call command.Invocation, stdin io.Reader) (control.SignInRequest, error) {
	req := control.SignInRequest{Server: call.Server, Login: call.Login}
	if call.CAFile != "" {
		var err error
		if req.CAPEM, err = authorities(call.CAFile); err != nil {
			return req, err
		}
	}
	if call.PasswordStdin {
		line, err := firstLine(stdin)
		if err != nil {
			return req, spoken("input-unreadable", "error", err.Error())
		}
		req.Password = line
	}
	given := req.Password != ""
	req = req.Cleaned()
	switch {
	case call.PasswordStdin && (!given || req.Password == ""):
		return req, spoken("input-no-password")
	case call.Server != "" && req.Server == "", call.Login != "" && req.Login == "":
		return req, &command.UsageError{Message: "--server and --login need a value"}
	}
	return req, nil
}

// maxPEM bounds a file of authorities, bytes. All that a browser trusts fit into a quarter of it.
const maxPEM = 1 << 20

// spoken is a failure that has words.
func spoken(code string, values ...string) error {
	return control.NewError(control.Refused, words.New(code, values...))
}

// authorities reads certificates; the file may be a pipe.
func authorities(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", spoken("ca-file-unreadable", "error", err.Error())
	}
	defer f.Close()
	pem, err := io.ReadAll(io.LimitReader(f, maxPEM+1))
	switch {
	case err != nil:
		return "", spoken("ca-file-unreadable", "error", err.Error())
	case len(pem) > maxPEM:
		return "", spoken("ca-file-too-large", "file", file)
	case !x509.NewCertPool().AppendCertsFromPEM(pem):
		return "", spoken("ca-file-no-certificate", "file", file)
	}
	return string(pem), nil
}

// maxLine bounds the first line of standard input, bytes.
const maxLine = 1024

// firstLine reads up to the end of a line, and no further. What begins with the mark of UTF-16, as
// PowerShell writes files, is read as that.
func firstLine(r io.Reader) (string, error) {
	var line []byte
	in := bufio.NewReaderSize(io.LimitReader(r, maxLine), 16)
	for {
		b, err := in.ReadByte()
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		if err != nil || b == '\n' || b == '\r' {
			return decoded(line), nil
		}
		line = append(line, b)
	}
}

func decoded(line []byte) string {
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian,
		"\xfe\xff": binary.BigEndian} {
		rest, wide := bytes.CutPrefix(line, []byte(mark))
		if !wide {
			continue
		}
		var units []uint16
		for ; len(rest) > 1; rest = rest[2:] {
			units = append(units, order.Uint16(rest))
		}
		return string(utf16.Decode(units))
	}
	return string(line)
}
