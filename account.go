package main

import (
	"bufio"
	"bytes"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf16"

	"istratray/app/command"
	"istratray/app/control"
)

// signInOf is the account given on the command line, the password from standard input.
func signInOf(call command.Invocation, stdin io.Reader) (control.SignInRequest, error) {
	req := control.SignInRequest{Server: call.Server, Login: call.Login}
	if call.CAFile != "" {
		var err error
		if req.CAPEM, err = authorities(call.CAFile); err != nil {
			return req, fmt.Errorf("--ca-file: %w", err)
		}
	}
	if call.PasswordStdin {
		line, err := firstLine(stdin)
		if err != nil {
			return req, fmt.Errorf("read the password: %w", err)
		}
		req.Password = line
	}
	given := req.Password != ""
	req = req.Cleaned()
	switch {
	case call.PasswordStdin && (!given || req.Password == ""):
		return req, errors.New("standard input holds no password: --password-stdin reads its first line")
	case call.Server != "" && req.Server == "", call.Login != "" && req.Login == "":
		return req, &command.UsageError{Message: "--server and --login need a value"}
	}
	return req, nil
}

// maxPEM bounds a file of authorities, bytes. All that a browser trusts fit into a quarter of it.
const maxPEM = 1 << 20

// authorities reads certificates; the file may be a pipe.
func authorities(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	pem, err := io.ReadAll(io.LimitReader(f, maxPEM+1))
	switch {
	case err != nil:
		return "", err
	case len(pem) > maxPEM:
		return "", fmt.Errorf("%s is too large", file)
	case !x509.NewCertPool().AppendCertsFromPEM(pem):
		return "", fmt.Errorf("%s holds no certificate in PEM form", file)
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
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian, "\xfe\xff": binary.BigEndian} {
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
