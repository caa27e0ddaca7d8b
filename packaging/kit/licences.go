package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// marks are words that only one licence has, the more special before the more general.
var marks = []struct{ id, words string }{
	{"Unlicense", "free and unencumbered software released into the public domain"},
	{"LGPL-2.1-or-later", "gnu lesser general public license version 2.1"},
	{"Apache-2.0", "apache license version 2.0"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"OFL-1.1", "sil open font license"},
	{"FTL", "the freetype project license"},
	{"CC-BY-4.0", "creative commons attribution 4.0"},
	{"Bitstream-Vera", "bitstream vera"},
	{"BSD-3-Clause", "neither the name of"},
	{"BSD-2-Clause", "redistributions in binary form must reproduce"},
	{"MIT", "permission is hereby granted, free of charge"},
	{"Zlib", "this software is provided 'as-is', without any express or implied warranty"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose"},
}

// identify is the SPDX name of a licence text, or "".
func identify(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(text, "*", " "))), " ")
	for _, m := range marks {
		if strings.Contains(text, m.words) {
			return m.id
		}
	}
	return ""
}

// writeLicences writes a list of the parts, then every text.
func writeLicences(out io.Writer, parts []part) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, "Istra Tray contains the work of others, under these licences. Their texts follow the list.")
	fmt.Fprintln(w)
	for _, p := range parts {
		fmt.Fprintf(w, "  %s %s: %s\n", p.Path, p.Version, strings.Join(p.ids(), ", "))
	}
	for _, p := range parts {
		for _, l := range p.Licences {
			fmt.Fprintf(w, "\n%s\n%s %s: %s\n\n%s\n", strings.Repeat("-", 78), p.Path, p.Version, l.File,
				strings.TrimSpace(l.Text))
		}
	}
	return w.Flush()
}

// ids are the licences of a part, each once, its own first.
func (p part) ids() []string {
	var ids []string
	seen := make(map[string]bool)
	for _, l := range p.Licences {
		if l.ID != "" && !seen[l.ID] {
			seen[l.ID] = true
			ids = append(ids, l.ID)
		}
	}
	return ids
}
