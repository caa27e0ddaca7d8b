package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// table is what is printed: a head, then rows.
type table [][]string

// put adds a cell to a row.
func (t table) put(row int, cell string) { t[row] = append(t[row], cell) }

// print writes the table as Markdown.
func (t table) print() {
	fmt.Println()
	for i, row := range t {
		fmt.Printf("| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			fmt.Println(strings.Repeat("| --- ", len(row)) + "|")
		}
	}
}

// percentile is the least duration that so many of a hundred don't exceed.
func percentile(all []time.Duration, of float64) time.Duration {
	sorted := slices.Sorted(slices.Values(all))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, int(math.Ceil(float64(len(sorted))*of/100))-1)]
}

// middle is the median.
func middle(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func tenths(d time.Duration) string { return fmt.Sprintf("%.1f ms", millis(d)) }
