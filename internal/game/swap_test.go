package game

import (
	"bytes"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// swapping makes the rule of a game of swap with players on the seats.
func swapping(t testing.TB, content string, seats ...int) Rule {
	t.Helper()
	r := read(t, "rule = 'swap'\n"+content).NewRule()
	for _, seat := range seats {
		r.Join(seat)
	}
	return r
}

func TestSwapAnswersWithTheOtherOnesLatest(t *testing.T) {
	for _, room := range []string{"room = 2", "room = 0"} {
		r := swapping(t, room, 0, 1)
		answers(t, r, 0, "a1", "a1") // nothing else is there to say
		answers(t, r, 1, "b1", "a1")
		answers(t, r, 0, "a2", "b1")
		answers(t, r, 0, "a3", "b1")
		answers(t, r, 1, "b2", "a3")
		for _, msg := range awkward() {
			answers(t, r, 1, msg, "a3")
			answers(t, r, 0, "a3", msg)
		}
	}
}

func TestSwapAnswersWithTheStateBeforeTheOtherOneSpoke(t *testing.T) {
	r := swapping(t, "room = 2\nstate = ['0:50,50', '1:100,100']", 0)
	answers(t, r, 0, "0:51,50", "1:100,100") // alone
	r.Join(1)
	answers(t, r, 0, "0:52,50", "1:100,100") // not alone, but the other one is silent
	answers(t, r, 1, "1:99,100", "0:52,50")
	answers(t, r, 0, "0:53,50", "1:99,100")

	r = swapping(t, "room = 2\nstate = ['0:50,50', '1:100,100']", 0, 1)
	answers(t, r, 1, "1:99,100", "0:50,50")
}

func TestAStateListShorterThanTheRoomBeginsAgain(t *testing.T) {
	r := swapping(t, "room = 3\nstate = ['a', 'b']", 0, 1, 2)
	answers(t, r, 0, "x", "b")
	answers(t, r, 1, "x", "a")
	r = swapping(t, "room = 2\nstate = '{seat}:0,0 of {name} in {room} with {players}'", 0, 1)
	for seat, want := range []string{"1:0,0 of Player 1 in 7 with 2", "0:0,0 of Player 0 in 7 with 2"} {
		fresh := swapping(t, "room = 2\nstate = '{seat}:0,0 of {name} in {room} with {players}'", 0, 1)
		if got, _ := asks(fresh, &PlayerInfo{Seat: seat, Room: 7, Name: "Ada", Players: 2, Address: "here"}, "x"); got != want {
			t.Errorf("seat %d hears %q, want %q", seat, got, want)
		}
	}
	answers(t, r, 0, "first", "1:0,0 of Player 1 in 0 with 0")
	answers(t, r, 1, "x", "first")
}

func TestWhatASeatSaidIsForgottenWhenItsPlayerLeaves(t *testing.T) {
	for state, before := range map[string]string{"state = ['0', '1']": "1", "": "again"} {
		r := swapping(t, "room = 2\n"+state, 0, 1)
		asks(r, &PlayerInfo{Seat: 1}, "secret")
		answers(t, r, 0, "again", "secret")
		r.Leave(1)
		answers(t, r, 0, "again", before)
		r.Join(1) // somebody else
		answers(t, r, 0, "again", before)
		answers(t, r, 1, "mine", "again")
		answers(t, r, 0, "again", "mine")
		r.Leave(0)
		r.Leave(1)
		r.Join(0)
		answers(t, r, 0, "again", before)
	}
}

func TestSwapGoesRoundTheRoom(t *testing.T) {
	r := swapping(t, "room = 3\nstate = ['s0', 's1', 's2']", 0, 1, 2)
	answers(t, r, 0, "m0", "s1")
	answers(t, r, 1, "m1", "s2")
	answers(t, r, 2, "m2", "m0")
	answers(t, r, 0, "m0", "m1")
	answers(t, r, 1, "m1", "m2")
	r.Leave(1)
	answers(t, r, 0, "m0", "m2") // the next seat round that is taken
	answers(t, r, 2, "m2", "m0")
	r.Leave(0)
	answers(t, r, 2, "m2", "s0")
	r.Join(0)
	answers(t, r, 2, "m2", "s0")
}

func TestAnAnswerStaysAsItIsWhileTheOtherOneGoesOn(t *testing.T) {
	r := swapping(t, "room = 2\nstate = ['s0', 's1']", 0, 1)
	asks(r, &PlayerInfo{Seat: 1}, "b1")
	for _, want := range []string{"b1", "s1"} {
		answer, _ := r.Answer(&PlayerInfo{Seat: 0}, []byte("a1"), nil)
		asks(r, &PlayerInfo{Seat: 1}, "xx")
		if string(answer) != want {
			t.Errorf("%q became %q on its way", want, answer)
		}
		r.Leave(1)
		r.Join(1)
	}
}

func TestAnEmptyMessageIsALatestOneToo(t *testing.T) {
	r := swapping(t, "room = 2\nstate = ['s0', 's1']", 0, 1)
	answers(t, r, 0, "", "s1")
	answers(t, r, 1, "x", "")
}

// swapModel says in the plainest way what swap does.
type swapModel struct {
	size   int
	states []string
	taken  map[int]bool
	said   map[int]string
}

func (m *swapModel) answer(seat int, msg string) string {
	m.said[seat] = msg
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
	if next < 0 { // alone: as if the seat after it were taken, where a room has one
		next = (seat + 1) % max(m.size, 2)
	}
	if text, spoke := m.said[next]; spoke && next != seat {
		return text
	}
	if len(m.states) > 0 {
		return m.states[next%len(m.states)]
	}
	return msg
}

func TestSwapIsAsItsModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &swapModel{taken: map[int]bool{}, said: map[int]string{}}
		m.size = rapid.SampledFrom([]int{0, 1, 2, 3, 5}).Draw(t, "room")
		m.states = rapid.SliceOfN(rapid.StringMatching(`s[0-9]{2}`), 0, 4).Draw(t, "states")
		g := &Game{Rule: RuleSwap, Room: m.size, State: m.states}
		r := g.NewRule()
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
				delete(m.said, seat)
			default:
				msg := rapid.StringMatching(`m[0-9]{0,70}`).Draw(t, "message")
				want := m.answer(seat, msg)
				if got, to := asks(r, &PlayerInfo{Seat: seat}, msg); got != want || to != Sender {
					t.Fatalf("seat %d says %q and hears %q, want %q", seat, msg, got, want)
				}
			}
		}
	})
}

// Run with -race: all the room's players talk at once, and one comes and goes.
func TestPlayersOfARoomMayTalkAtOnce(t *testing.T) {
	for _, content := range []string{
		"rule = 'swap'\nstate = ['s', 's']", "rule = 'swap'\nroom = 8", "rule = 'echo'", "rule = 'reply'\nreply = '{name}'", "rule = 'relay'\nprefix = '{name}: '", "rule = 'broadcast'",
	} {
		r := read(t, content).NewRule()
		var playing sync.WaitGroup
		for seat := range 8 {
			r.Join(seat)
			playing.Go(func() {
				speaker := PlayerInfo{Seat: seat, Name: "Player"}
				var scratch []byte
				for i := range 500 {
					msg := bytes.Repeat([]byte{byte('a' + seat)}, 1+i%100)
					answer, _ := r.Answer(&speaker, msg, scratch[:0])
					if uniform(answer) < 0 && content[:11] == "rule = 'swa" {
						t.Errorf("seat %d heard a mixture: %q", seat, answer)
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

// uniform is the byte of which all of b are, or -1.
func uniform(b []byte) int {
	for _, c := range b {
		if c != b[0] {
			return -1
		}
	}
	return int(b[0])
}

func BenchmarkSwap(b *testing.B) {
	for _, size := range []int{32, 2048} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			r := swapping(b, "room = 2", 0, 1)
			msg, scratch := bytes.Repeat([]byte("x"), size), make([]byte, 0, size)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r.Answer(&PlayerInfo{Seat: i % 2}, msg, scratch)
			}
		})
	}
}

func ExampleGame_NewRule() {
	g := Echo()
	g.Rule, g.State = RuleSwap, []string{"0:50,50", "1:100,100"}
	rule := g.NewRule()
	rule.Join(0)
	answer, _ := rule.Answer(&PlayerInfo{Seat: 0}, []byte("0:60,50"), nil)
	fmt.Printf("%s\n", answer)
	// Output: 1:100,100
}
