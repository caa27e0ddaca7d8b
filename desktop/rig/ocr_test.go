package rig

import (
	"image"
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	table := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"4\t1\t1\t1\t1\t0\t30\t30\t300\t60\t-1\t\n" +
		"5\t1\t1\t1\t1\t1\t30\t30\t90\t60\t96.1\tCall\n" +
		"5\t1\t1\t1\t1\t2\t150\t33\t90\t60\t91.0\tback\n" +
		"5\t1\t1\t1\t2\t1\t30\t300\t90\t60\t88.0\tCall\n" +
		"5\t1\t1\t1\t3\t1\t30\t600\t90\t60\t88.0\tback\n" +
		"5\t1\t1\t1\t4\t1\t30\t1200\t60\t60\t88.0\tTo\n" +
		"5\t1\t1\t1\t4\t2\t120\t1200\t60\t60\t88.0\tcall\n" +
		"5\t1\t1\t1\t5\t1\t30\t1500\t180\t60\t80.0\tMarkread\n" +
		"5\t1\t1\t1\t3\t2\t30\t600\t90\t60\t20.0\t \"\n"
	words, err := parseWords([]byte(table))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		want []image.Rectangle
	}{
		{"call back", []image.Rectangle{image.Rect(10, 10, 80, 31)}},
		{"Mark read", []image.Rectangle{image.Rect(10, 500, 70, 520)}},
		{"Mark", nil},
		{"Call back", []image.Rectangle{image.Rect(10, 10, 80, 31)}},
		{"To call", []image.Rectangle{image.Rect(10, 400, 60, 420)}},
		{"call", []image.Rectangle{image.Rect(40, 400, 60, 420)}},
		{"CALL", []image.Rectangle{image.Rect(10, 10, 40, 30), image.Rect(10, 100, 40, 120),
			image.Rect(40, 400, 60, 420)}},
		{"back off", nil},
		{"", nil},
	}
	for _, test := range tests {
		if got := find(words, test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q stands at %v, want %v", test.text, got, test.want)
		}
	}
}

func TestWordsNeedTheirTable(t *testing.T) {
	if _, err := parseWords([]byte("5\t1\t1\t1\t1\t1\tx\t30\t90\t60\t96.1\tCall\n")); err == nil {
		t.Error("a broken table was read")
	}
}
