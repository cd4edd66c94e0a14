package game

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// newSwap returns the rule of a game with players on the given seats.
func newSwap(room int, states []string, seats ...int) Rule {
	g := Game{Rule: RuleSwap, Room: room, State: states}
	r := newRule(&g)
	for _, seat := range seats {
		r.Join(seat)
	}
	return r
}

func TestSwapAnswersWithTheOtherPlayersLatestMessage(t *testing.T) {
	for _, room := range []int{2, 0} {
		r := newSwap(room, nil, 0, 1)
		wantAnswer(t, r, 0, "a1", "a1") // no other message exists
		wantAnswer(t, r, 1, "b1", "a1")
		wantAnswer(t, r, 0, "a2", "b1")
		wantAnswer(t, r, 0, "a3", "b1")
		wantAnswer(t, r, 1, "b2", "a3")
		for _, msg := range awkwardMessages() {
			wantAnswer(t, r, 1, msg, "a3")
			wantAnswer(t, r, 0, "a3", msg)
		}
	}
}

func TestSwapAnswersWithTheStateOfASilentSeat(t *testing.T) {
	r := newSwap(2, []string{"0:50,50", "1:100,100"}, 0)
	wantAnswer(t, r, 0, "0:51,50", "1:100,100") // alone
	r.Join(1)
	wantAnswer(t, r, 0, "0:52,50", "1:100,100") // the other player is silent
	wantAnswer(t, r, 1, "1:99,100", "0:52,50")
	wantAnswer(t, r, 0, "0:53,50", "1:99,100")

	r = newSwap(2, []string{"0:50,50", "1:100,100"}, 0, 1)
	wantAnswer(t, r, 1, "1:99,100", "0:50,50")
}

func TestAStateListShorterThanTheRoomRepeats(t *testing.T) {
	r := newSwap(3, []string{"a", "b"}, 0, 1, 2)
	wantAnswer(t, r, 0, "x", "b")
	wantAnswer(t, r, 1, "x", "a")
	r = newSwap(2, []string{"{seat}:0,0 of {name} in {room} with {players}"}, 0, 1)
	for seat, want := range []string{"1:0,0 of Player 1 in 7 with 2", "0:0,0 of Player 0 in 7 with 2"} {
		fresh := newSwap(2, []string{"{seat}:0,0 of {name} in {room} with {players}"}, 0, 1)
		if got, _ := ask(fresh, &PlayerInfo{Seat: seat, Room: 7, Name: "Ada", Players: 2, Address: "here"}, "x"); got != want {
			t.Errorf("seat %d receives %q, want %q", seat, got, want)
		}
	}
	wantAnswer(t, r, 0, "first", "1:0,0 of Player 1 in 0 with 0")
	wantAnswer(t, r, 1, "x", "first")
}

func TestALatestMessageIsForgottenWhenItsPlayerLeaves(t *testing.T) {
	for _, states := range [][]string{{"0", "1"}, nil} {
		before := "again"
		if states != nil {
			before = "1"
		}
		r := newSwap(2, states, 0, 1)
		ask(r, &PlayerInfo{Seat: 1}, "secret")
		wantAnswer(t, r, 0, "again", "secret")
		r.Leave(1)
		wantAnswer(t, r, 0, "again", before)
		r.Join(1) // another player
		wantAnswer(t, r, 0, "again", before)
		wantAnswer(t, r, 1, "mine", "again")
		wantAnswer(t, r, 0, "again", "mine")
		r.Leave(0)
		r.Leave(1)
		r.Join(0)
		wantAnswer(t, r, 0, "again", before)
	}
}

func TestSwapGoesRoundTheRoom(t *testing.T) {
	r := newSwap(3, []string{"s0", "s1", "s2"}, 0, 1, 2)
	wantAnswer(t, r, 0, "m0", "s1")
	wantAnswer(t, r, 1, "m1", "s2")
	wantAnswer(t, r, 2, "m2", "m0")
	wantAnswer(t, r, 0, "m0", "m1")
	wantAnswer(t, r, 1, "m1", "m2")
	r.Leave(1)
	wantAnswer(t, r, 0, "m0", "m2") // the next taken seat
	wantAnswer(t, r, 2, "m2", "m0")
	r.Leave(0)
	wantAnswer(t, r, 2, "m2", "s0")
	r.Join(0)
	wantAnswer(t, r, 2, "m2", "s0")
}

func TestAnAnswerIsNotChangedByLaterMessages(t *testing.T) {
	r := newSwap(2, []string{"s0", "s1"}, 0, 1)
	ask(r, &PlayerInfo{Seat: 1}, "b1")
	for _, want := range []string{"b1", "s1"} {
		answer, _ := r.Answer(&PlayerInfo{Seat: 0}, []byte("a1"), nil)
		ask(r, &PlayerInfo{Seat: 1}, "xx")
		if string(answer) != want {
			t.Errorf("%q became %q on its way", want, answer)
		}
		r.Leave(1)
		r.Join(1)
	}
}

func TestAnEmptyMessageIsALatestMessage(t *testing.T) {
	r := newSwap(2, []string{"s0", "s1"}, 0, 1)
	wantAnswer(t, r, 0, "", "s1")
	wantAnswer(t, r, 1, "x", "")
}

// A room's memory is bounded by its players' present messages, not by their largest ones.
func TestAShortMessageFreesTheMemoryOfALongOne(t *testing.T) {
	r := newSwap(2, nil, 0, 1)
	ask(r, &PlayerInfo{Seat: 0}, strings.Repeat("x", 1<<20))
	wantAnswer(t, r, 0, "short", "short")
	s, isSwap := r.(*swap)
	if !isSwap {
		t.Fatalf("the rule is %T", r)
	}
	if n := cap(s.latest[0]); n > idleLatest {
		t.Errorf("5 bytes are kept in %d", n)
	}
}

// swapModel is a simple implementation of swap.
type swapModel struct {
	size   int
	states []string
	taken  map[int]bool
	latest map[int]string
}

func (m *swapModel) answer(seat int, msg string) string {
	m.latest[seat] = msg
	highest := seat
	for s := range m.taken {
		highest = max(highest, s)
	}
	next := -1
	for i := 1; i <= highest && next < 0; i++ {
		if s := (seat + i) % (highest + 1); m.taken[s] {
			next = s
		}
	}
	if next < 0 { // alone: the following seat counts as taken
		next = (seat + 1) % max(m.size, 2)
	}
	if text, ok := m.latest[next]; ok && next != seat {
		return text
	}
	if len(m.states) > 0 {
		return m.states[next%len(m.states)]
	}
	return msg
}

func TestSwapMatchesItsModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &swapModel{taken: map[int]bool{}, latest: map[int]string{}}
		m.size = rapid.SampledFrom([]int{0, 1, 2, 3, 5}).Draw(t, "room")
		m.states = rapid.SliceOfN(rapid.StringMatching(`s[0-9]{2}`), 0, 4).Draw(t, "states")
		g := &Game{Rule: RuleSwap, Room: m.size, State: m.states}
		r := newRule(g)
		seats := m.size
		if seats == 0 {
			seats = 6
		}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			seat := rapid.IntRange(0, seats-1).Draw(t, "seat")
			switch {
			case !m.taken[seat]:
				r.Join(seat)
				m.taken[seat] = true
			case rapid.IntRange(0, 4).Draw(t, "leaves") == 0:
				r.Leave(seat)
				delete(m.taken, seat)
				delete(m.latest, seat)
			default:
				msg := rapid.StringMatching(`m[0-9]{0,70}`).Draw(t, "message")
				want := m.answer(seat, msg)
				if got, to := ask(r, &PlayerInfo{Seat: seat}, msg); got != want || to != Sender {
					t.Fatalf("seat %d sends %q and receives %q, want %q", seat, msg, got, want)
				}
			}
		}
	})
}

// The race detector checks what this test does not.
func TestPlayersOfARoomMaySendConcurrently(t *testing.T) {
	for _, g := range []Game{
		{Rule: RuleSwap, State: []string{"s", "s"}},
		{Rule: RuleSwap, Room: 8},
		{Rule: RuleEcho},
		{Rule: RuleReply, Reply: "{name}"},
		{Rule: RuleRelay, Prefix: "{name}: "},
		{Rule: RuleBroadcast},
	} {
		r := newRule(&g)
		var playing sync.WaitGroup
		for seat := range 8 {
			r.Join(seat)
			playing.Go(func() {
				from := PlayerInfo{Seat: seat, Name: "Player"}
				var scratch []byte
				for i := range 500 {
					msg := bytes.Repeat([]byte{byte('a' + seat)}, 1+i%100)
					answer, _ := r.Answer(&from, msg, scratch[:0])
					if g.Rule == RuleSwap && !isUniform(answer) {
						t.Errorf("seat %d receives a mixture: %q", seat, answer)
						return
					}
					if len(answer) > 0 && &answer[0] != &msg[0] {
						scratch = answer
					}
					if i%50 == 0 {
						r.Leave(seat)
						r.Join(seat)
					}
				}
			})
		}
		playing.Wait()
	}
}

// isUniform reports whether all bytes are equal.
func isUniform(b []byte) bool {
	for _, c := range b {
		if c != b[0] {
			return false
		}
	}
	return true
}

func BenchmarkSwap(b *testing.B) {
	for _, size := range []int{32, 2048} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			r := newSwap(2, nil, 0, 1)
			msg, scratch := bytes.Repeat([]byte("x"), size), make([]byte, 0, size)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r.Answer(&PlayerInfo{Seat: i % 2}, msg, scratch)
			}
		})
	}
}
