package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// median returns the median of the values; NaN if there are none. It does not reorder them.
func median(values []float64) float64 { return quantile(values, 0.5) }

// quantile returns the value below which a share q (0 to 1) of the values lies, interpolated between the two nearest;
// NaN if there are none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (at-float64(low))*(sorted[high]-sorted[low])
}

// slope returns the slope of the least squares line through the points.
func slope(x, y []float64) float64 {
	var meanX, meanY, products, squares float64
	for i := range x {
		meanX += x[i] / float64(len(x))
		meanY += y[i] / float64(len(y))
	}
	for i := range x {
		products += (x[i] - meanX) * (y[i] - meanY)
		squares += (x[i] - meanX) * (x[i] - meanX)
	}
	return products / squares
}

// ratio compares two series of rounds: ours divided by theirs.
type ratio struct {
	value     float64 // of the medians
	low, high float64 // quartiles of the ratios of single rounds
}

// compare returns the ratio of two series whose rounds were taken in turn.
func compare(ours, theirs []float64) ratio {
	rounds := make([]float64, 0, len(ours))
	for i := range min(len(ours), len(theirs)) {
		rounds = append(rounds, ours[i]/theirs[i])
	}
	return ratio{median(ours) / median(theirs), quantile(rounds, 0.25), quantile(rounds, 0.75)}
}

func (r ratio) String() string { return fmt.Sprintf("%.3f (%.2f to %.2f)", r.value, r.low, r.high) }

// limit is a target for a figure. The zero limit is none.
type limit struct {
	sign  string // ">=", "<=" or "<"
	value float64
	unit  string
}

// holds reports whether a value meets the limit. NaN meets none.
func (l limit) holds(v float64) bool {
	switch l.sign {
	case ">=":
		return v >= l.value
	case "<=":
		return v <= l.value
	case "<":
		return v < l.value
	}
	return true
}

func (l limit) String() string {
	if l.sign == "" {
		return ""
	}
	return strings.TrimSpace(fmt.Sprintf("%s %g %s", l.sign, l.value, l.unit))
}

// row is one line of the table.
type row struct {
	workload, reference string
	want                limit
	value               float64 // compared with want
	measured            string  // the figure as text
}

func (r row) result() string {
	switch {
	case r.want.sign == "":
		return ""
	case r.want.holds(r.value):
		return "holds"
	}
	return "falls short"
}

// table formats the rows as Markdown with aligned columns.
func table(rows []row) string {
	lines := [][]string{{"work", "reference", "figure to hold", "measured", "result"}}
	for _, r := range rows {
		lines = append(lines, []string{r.workload, r.reference, r.want.String(), r.measured, r.result()})
	}
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for n, line := range lines {
		for i, cell := range line {
			b.WriteString("| " + cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+1))
		}
		b.WriteString("|\n")
		if n == 0 {
			b.WriteString(strings.Repeat("| --- ", len(widths)) + "|\n")
		}
	}
	return b.String()
}

// thousands formats a number without decimals and with separators: 12,345.
func thousands(v float64) string {
	digits := fmt.Sprintf("%.0f", v)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
