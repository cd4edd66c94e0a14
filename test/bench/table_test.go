package main

import (
	"math"
	"strings"
	"testing"
)

func TestTheMedianIsTheMiddleAndLeavesTheOrder(t *testing.T) {
	values := []float64{9, 1, 5}
	if got := median(values); got != 5 {
		t.Errorf("of %v it is %v, want 5", values, got)
	}
	if values[0] != 9 || values[1] != 1 || values[2] != 5 {
		t.Errorf("the values are in another order: %v", values)
	}
	if got := median([]float64{4, 1, 2, 3}); got != 2.5 {
		t.Errorf("of four it is %v, want 2.5", got)
	}
	if got := median(nil); !math.IsNaN(got) {
		t.Errorf("of nothing it is %v, want NaN", got)
	}
	if got := quantile([]float64{0, 10, 20, 30, 40}, 0.99); math.Abs(got-39.6) > 1e-9 {
		t.Errorf("99 of 100 are below %v, want 39.6", got)
	}
}

func TestARatioIsThatOfTheMediansWithTheMiddleHalfOfTheRounds(t *testing.T) {
	r := compare([]float64{100, 90, 300, 110, 80}, []float64{100, 100, 100, 200, 100})
	if r.value != 1 || r.low != 0.8 || r.high != 1 {
		t.Errorf("got %+v, want 1 with 0.8 to 1", r)
	}
	if got, want := r.String(), "1.000 (0.80 to 1.00)"; got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
}

func TestALimitHoldsUpToItsValue(t *testing.T) {
	for _, c := range []struct {
		limit limit
		value float64
		holds bool
	}{
		{limit{">=", 0.95, ""}, 0.95, true},
		{limit{">=", 0.95, ""}, 0.949, false},
		{limit{"<=", 8, "KiB"}, 8, true},
		{limit{"<=", 8, "KiB"}, 8.1, false},
		{limit{"<", 50, "ms"}, 49.9, true},
		{limit{"<", 50, "ms"}, 50, false},
		{limit{">=", 0.95, ""}, math.NaN(), false},
		{limit{"<=", 1.08, ""}, math.NaN(), false},
	} {
		if got := c.limit.holds(c.value); got != c.holds {
			t.Errorf("%v with %v: holds is %v", c.limit, c.value, got)
		}
	}
}

func TestTheTableSaysWhatHoldsAndWhatFallsShort(t *testing.T) {
	got := table([]row{
		{"echo", "bare", limit{">=", 0.95, "of it"}, 0.96, "0.960 µ"},
		{"relay", "bare", limit{">=", 0.95, "of it"}, 0.9, "0.900"},
		{"two", "bare", limit{}, 0.1, "0.100"},
	})
	want := `| work  | reference | figure to hold | measured | result      |
| --- | --- | --- | --- | --- |
| echo  | bare      | >= 0.95 of it  | 0.960 µ  | holds       |
| relay | bare      | >= 0.95 of it  | 0.900    | falls short |
| two   | bare      |                | 0.100    |             |
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLargeNumbersAreReadInThousands(t *testing.T) {
	var got []string
	for _, v := range []float64{0, 999.4, 1000, 123456, 1234567} {
		got = append(got, thousands(v))
	}
	if all := strings.Join(got, " "); all != "0 999 1,000 123,456 1,234,567" {
		t.Errorf("got %s", all)
	}
}

func TestTheSlopeIsThatOfTheLeastSquaresLine(t *testing.T) {
	if got := slope([]float64{0, 1, 2, 3}, []float64{5, 7.5, 8.5, 11}); math.Abs(got-1.9) > 1e-9 {
		t.Errorf("it is %v, want 1.9", got)
	}
}
