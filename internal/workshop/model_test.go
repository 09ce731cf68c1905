package workshop_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestModel plays any workshop in a room and in a naive one: they always agree,
// also when the room is closed, or killed, and opened again.
func TestModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "workshop")
		must(t, err)
		defer os.RemoveAll(dir)
		p := &pair{dir: dir, naive: newNaive(guide(t)), seats: map[string]workshop.Seat{}, seen: map[string]workshop.State{}, numbers: map[string]string{}, chairs: map[string]int{}}
		p.open(t)
		defer func() { _ = p.room.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"join": p.join, "return": p.back, "set aside": p.setAside, "pose": p.pose, "show name": p.showName, "give name": p.giveName, "allow names": p.allowNames, "teams": p.setTeams, "team": p.joinTeam, "sure": p.sure, "ask sure": p.askSure, "accept": p.accept, "recall": p.recall, "leave": p.leave, "rename": p.rename, "answer": p.answer, "answer well": p.answerWell,
			"choose": p.choose, "ask": p.ask, "lead": p.lead, "play": p.play, "play on": p.play, "vote": p.vote, "vote again": p.vote, "and again": p.vote, "close": p.closed, "kill": p.killed,
		})
	})
}

// pair is a room and its naive twin.
type pair struct {
	dir     string
	room    *workshop.Room
	naive   *naive
	seats   map[string]workshop.Seat  // of those present
	seen    map[string]workshop.State // the latest state of each; the console is ""
	numbers map[string]string         // return numbers
	chairs  map[string]int            // seats
	fresh   bool                      // the trainer has just done something
}

var (
	modelKeys  = []string{"ada", "bob", "cléo", "dan"}
	modelCases = []string{"impaye", "erreur-prix", "retard-livraison"}
)

func (p *pair) open(t *rapid.T) {
	var err error
	p.room, err = openAt(p.naive.guide, p.dir, clock)
	must(t, err)
	clear(p.seats)
	clear(p.seen)
	clear(p.naive.present)
	clear(p.naive.came)
	for key := range p.chairs {
		if !p.naive.did[key] { // the room knows nothing of them any more
			delete(p.chairs, key)
			delete(p.numbers, key)
		}
	}
	p.look(t, "", workshop.Console)
}

// look reads what is new in a mailbox, and compares what it holds.
func (p *pair) look(t *rapid.T, key string, s workshop.Seat) {
	select {
	case v, ok := <-p.room.Watch(s):
		if !ok {
			t.Fatalf("the mailbox of %q is closed", key)
		}
		if v.Version < p.seen[key].Version {
			t.Fatalf("%q sees an older state", key)
		}
		p.seen[key] = *v
	default:
	}
	p.compare(t, key, p.seen[key])
}

func (p *pair) lookAll(t *rapid.T) {
	p.look(t, "", workshop.Console)
	for key, s := range p.seats {
		p.look(t, key, s)
	}
}

// led stops when the room and its twin differ on whether the trainer's move was
// taken. When it was, everyone is told at once.
func (p *pair) led(t *rapid.T, err error, taken bool, move ...any) {
	agree(t, err, taken, move...)
	if taken {
		p.fresh = true
		p.lookAll(t)
		p.fresh = false
	}
}

// agree stops when the room and its twin differ on whether a move was taken.
func agree(t *rapid.T, err error, taken bool, move ...any) {
	if (err == nil) != taken {
		t.Fatalf("%v: the room says %v, the naive one takes it: %t", move, err, taken)
	}
}

func (p *pair) join(t *rapid.T) {
	key := rapid.SampledFrom(modelKeys).Draw(t, "key")
	delete(p.seen, key)
	p.seats[key] = join(t, p.room, key)
	p.naive.sit(key)
	p.noted(t, key)
}

// noted looks at what somebody who sat down sees.
func (p *pair) noted(t *rapid.T, key string) {
	p.look(t, key, p.seats[key])
	if number := p.seen[key].Return; p.naive.did[key] && p.numbers[key] != "" && number != p.numbers[key] {
		t.Fatalf("%q has number %q, then %q", key, p.numbers[key], number)
	}
	p.numbers[key], p.chairs[key] = p.seen[key].Return, p.seats[key].Number
	p.look(t, "", workshop.Console)
}

// back takes somebody's seat back by its number, without a key.
func (p *pair) back(t *rapid.T) {
	key := rapid.SampledFrom(modelKeys).Draw(t, "key")
	if !p.naive.did[key] || p.numbers[key] == "" {
		t.Skip("they have no number")
	}
	seat, err := p.room.Return("", p.numbers[key])
	must(t, err)
	if seat.Number != p.chairs[key] {
		t.Fatalf("%q comes back on %d, not %d", key, seat.Number, p.chairs[key])
	}
	delete(p.seen, key)
	p.seats[key] = seat
	p.naive.sit(key)
	p.noted(t, key)
}

// pose puts a question of the trainer, sound or not.
func (p *pair) pose(t *rapid.T) {
	title := rapid.SampledFrom([]string{"Et vous ?", ""}).Draw(t, "title")
	options := rapid.SliceOfN(rapid.SampledFrom([]string{"oui", "non", "plus tard"}), 0, 6).Draw(t, "options")
	p.led(t, p.room.Pose(title, options), p.naive.pose(title, options), "pose", title, options)
}

func (p *pair) askSure(t *rapid.T) {
	on := rapid.Bool().Draw(t, "on")
	p.led(t, p.room.AskSure(on), p.naive.askSure(on), "ask sure", on)
}

// sure says whether somebody is sure, of this ballot or of the one before.
func (p *pair) sure(t *rapid.T) {
	key, sure := p.someone(t), rapid.Bool().Draw(t, "sure")
	b := workshop.Ballot{Number: p.naive.ballot - rapid.SampledFrom([]int{0, 0, 1}).Draw(t, "late"), Fact: p.naive.fact}
	err := p.room.Sure(p.seats[key], b, sure)
	agree(t, err, p.naive.beSure(key, b, sure), "sure", key, b, sure)
	if err == nil {
		p.look(t, key, p.seats[key])
	}
	p.look(t, "", workshop.Console)
}

func (p *pair) showName(t *rapid.T) {
	key, shown := rapid.SampledFrom(modelKeys).Draw(t, "key"), rapid.Bool().Draw(t, "shown")
	taken := p.naive.names[key] != "" && p.naive.shown[key] != shown
	if taken {
		p.naive.shown[key] = shown
	}
	p.led(t, p.room.ShowName(p.chairs[key], p.naive.names[key], shown), taken, "show name", key, shown)
}

func (p *pair) giveName(t *rapid.T) {
	key, name := rapid.SampledFrom(modelKeys).Draw(t, "key"), rapid.SampledFrom([]string{"", "Colibri", "Loutre"}).Draw(t, "name")
	was, shown := p.naive.names[key], p.naive.shown[key]
	taken := was != "" && (was != name || !shown)
	if taken {
		p.naive.names[key], p.naive.shown[key] = name, name != ""
	}
	p.led(t, p.room.NameSeat(p.chairs[key], was, name), taken, "give name", key, name)
}

func (p *pair) allowNames(t *rapid.T) {
	allowed := rapid.IntRange(0, 3).Draw(t, "names") > 0
	taken := p.naive.nameless == allowed
	p.naive.nameless = !allowed
	if !allowed {
		clear(p.naive.names)
		clear(p.naive.shown)
	}
	p.led(t, p.room.AllowNames(allowed), taken, "allow names", allowed)
}

func (p *pair) setTeams(t *rapid.T) {
	teams := rapid.SampledFrom([]int{0, 1, 2, 3, 6, 7}).Draw(t, "teams")
	taken := teams != p.naive.teams && teams != 1 && teams != 7
	if taken {
		p.naive.teams = teams
		p.deal()
	}
	p.led(t, p.room.SetTeams(teams), taken, "teams", teams)
}

func (p *pair) joinTeam(t *rapid.T) {
	key, team := p.someone(t), rapid.IntRange(0, 7).Draw(t, "team")
	taken := team > 0 && team <= p.naive.teams
	if taken && team != p.teamOf(key) {
		p.naive.team[key], p.naive.did[key] = team, true
	}
	agree(t, p.room.JoinTeam(p.seats[key], team), taken, "team", key, team)
	if taken { // or nothing new is told
		p.look(t, key, p.seats[key])
	}
	p.look(t, "", workshop.Console)
}

// deal gives a team in turn to those present, in the order of their seats.
func (p *pair) deal() {
	if p.naive.teams == 0 {
		return
	}
	clear(p.naive.team)
	there := slices.SortedFunc(maps.Keys(p.seats), func(a, b string) int { return p.seats[a].Number - p.seats[b].Number })
	for i, key := range there {
		p.naive.team[key] = i%p.naive.teams + 1
	}
}

// teamOf is the team somebody was given, or chose since.
func (p *pair) teamOf(key string) int {
	if p.naive.teams == 0 {
		return 0
	}
	return p.naive.team[key]
}

func (p *pair) accept(t *rapid.T) {
	key, shown := rapid.SampledFrom(modelKeys).Draw(t, "key"), rapid.Bool().Draw(t, "shown")
	said := "?"
	if n := len(p.naive.rounds); n > 0 {
		said = cmp.Or(p.naive.rounds[n-1][key], said)
	}
	b := workshop.Ballot{Number: p.naive.ballot}
	p.led(t, p.room.Accept(p.chairs[key], b, said, shown), p.naive.accept(key, shown), "accept", key, shown)
}

func (p *pair) setAside(t *rapid.T) {
	key := rapid.SampledFrom(modelKeys).Draw(t, "key")
	p.led(t, p.room.SetAside(p.chairs[key]), p.naive.setAside(key), "set aside", key)
}

func (p *pair) recall(t *rapid.T) {
	key := rapid.SampledFrom(modelKeys).Draw(t, "key")
	p.led(t, p.room.Recall(p.chairs[key]), p.naive.recall(key), "recall", key)
}

// someone draws one of those present.
func (p *pair) someone(t *rapid.T) string {
	if len(p.seats) == 0 {
		t.Skip("nobody is there")
	}
	return rapid.SampledFrom(slices.Sorted(maps.Keys(p.seats))).Draw(t, "key")
}

func (p *pair) leave(t *rapid.T) {
	key := p.someone(t)
	p.room.Leave(p.seats[key])
	delete(p.seats, key)
	delete(p.naive.present, key)
	p.look(t, "", workshop.Console)
}

func (p *pair) rename(t *rapid.T) {
	key := p.someone(t)
	name := rapid.SampledFrom([]string{"", "Zoé", "Yves"}).Draw(t, "name")
	refused := p.naive.nameless && name != ""
	agree(t, p.room.Rename(p.seats[key], name), !refused, "rename", key, name)
	if refused {
		return // nothing new is told
	}
	if p.naive.names[key] != name {
		delete(p.naive.shown, key)
		p.naive.names[key] = name
		p.naive.did[key] = true
	}
	p.look(t, key, p.seats[key])
	p.look(t, "", workshop.Console)
}

// answer says anything, on any ballot.
func (p *pair) answer(t *rapid.T) {
	b := workshop.Ballot{
		Number: p.naive.ballot - rapid.IntRange(0, 1).Draw(t, "late"),
		Fact:   rapid.SampledFrom([]decision.Fact{p.naive.fact, decision.FactClient, "inconnu"}).Draw(t, "fact"),
	}
	p.say(t, p.someone(t), b, rapid.SampledFrom([]string{"consommateur", "oui", "?", "", "12,5"}).Draw(t, "said"))
}

// answerWell answers what is asked.
func (p *pair) answerWell(t *rapid.T) {
	key := p.someone(t)
	s := p.seen[""]
	if p.naive.walking() {
		s = p.seen[key]
	}
	if s.Question == nil {
		t.Skip("nothing is asked")
	}
	values := []string{string(decision.Unknown)}
	for _, o := range s.Question.Options {
		values = append(values, string(o.Value))
	}
	if s.Question.Open {
		values = append(values, "un mot", "deux mots")
	}
	p.say(t, key, s.Ballot, rapid.SampledFrom(values).Draw(t, "value"))
}

func (p *pair) say(t *rapid.T, key string, b workshop.Ballot, said string) {
	err := p.room.Answer(p.seats[key], b, said)
	agree(t, err, p.naive.answer(key, b, said), "answer", key, b, said)
	if err == nil {
		p.look(t, key, p.seats[key])
	}
	p.look(t, "", workshop.Console)
}

func (p *pair) choose(t *rapid.T) {
	id := rapid.SampledFrom(append([]string{"aucun"}, modelCases...)).Draw(t, "exercise")
	p.led(t, p.room.Choose(id), p.naive.choose(id), "choose", id)
}

func (p *pair) ask(t *rapid.T) {
	f := decision.Fact("inconnu")
	var values []string
	if all := p.seen[""].Questions; len(all) > 0 {
		q := rapid.SampledFrom(all).Draw(t, "question")
		f = q.Fact
		for _, o := range q.Options {
			values = append(values, string(o.Value))
		}
	}
	p.led(t, p.room.Ask(f), p.naive.ask(f, values), "ask", f)
}

// lead does anything the trainer may.
func (p *pair) lead(t *rapid.T) {
	p.move(t, rapid.SampledFrom([]string{"open", "close", "reveal", "hide", "again", "majority", "minority", "free"}).Draw(t, "move"))
}

// play does what comes next, so that whole votes happen.
func (p *pair) play(t *rapid.T) {
	next := map[workshop.Phase][]string{
		workshop.Thinking: {"open"}, workshop.Voting: {"close"}, workshop.Counted: {"reveal"},
		workshop.Revealed: {"majority", "minority", "again"}, workshop.Ended: {"minority"}, workshop.Story: {"free"},
	}[p.naive.phase]
	if next == nil {
		t.Skip("nothing comes next")
	}
	p.move(t, rapid.SampledFrom(next).Draw(t, "move"))
}

// vote plays a whole vote, on the question asked or another, in one round or two;
// some leave, and are set aside or not.
func (p *pair) vote(t *rapid.T) {
	if p.naive.phase != workshop.Thinking {
		p.askSure(t)
		if rapid.IntRange(0, 3).Draw(t, "own") == 0 {
			p.pose(t)
		} else {
			p.choose(t)
			p.ask(t)
		}
	}
	for range rapid.IntRange(1, 2).Draw(t, "rounds") {
		p.move(t, "open")
		for range rapid.IntRange(0, 6).Draw(t, "voters") {
			p.join(t)
			if p.naive.voting() {
				p.answerWell(t)
				p.sure(t)
			}
		}
		p.move(t, "close")
		p.move(t, "reveal")
		if len(p.seats) > 0 && rapid.Bool().Draw(t, "leaves") {
			p.leave(t)
			p.setAside(t)
		}
		p.move(t, "again")
	}
	p.accept(t)
}

func (p *pair) move(t *rapid.T, name string) {
	r, n := p.room, p.naive
	m := map[string]struct {
		room  func() error
		naive func() bool
	}{
		"open": {r.OpenVote, n.openVote}, "close": {r.CloseVote, n.closeVote}, "reveal": {r.Reveal, n.reveal}, "hide": {r.Hide, n.hide},
		"again": {r.SecondRound, n.secondRound}, "majority": {r.FollowMajority, n.followMajority}, "minority": {r.ReplayMinority, n.replayMinority}, "free": {r.FreePlay, n.freePlay},
	}[name]
	p.led(t, m.room(), m.naive(), name)
}

func (p *pair) closed(t *rapid.T) {
	must(t, p.room.Close())
	p.open(t)
}

// killed leaves a line half written.
func (p *pair) killed(t *rapid.T) {
	must(t, p.room.Close())
	if _, err := os.Stat(filepath.Join(p.dir, journal)); err != nil { // it is on a server, which keeps lines whole
		p.open(t)
		return
	}
	file, err := os.OpenFile(filepath.Join(p.dir, "atelier.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = file.WriteString(rapid.SampledFrom([]string{`{"n":3,"quoi":"rep`, "{", "\x00\x00\x00", "{}\n{"}).Draw(t, "torn"))
	must(t, err, file.Close())
	p.open(t)
	if !p.room.Past().Torn {
		t.Fatal("nothing says that a line was torn")
	}
}

// compare says where a state differs from the naive room.
func (p *pair) compare(t *rapid.T, key string, s workshop.State) {
	n := p.naive
	same := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%q sees %s %v, not %v", key, what, got, want)
		}
	}
	same("the phase", s.Phase, n.phase)
	same("the exercise", s.Exercise == n.exercise, true)
	same("the side", s.Side, n.side)
	same("the rounds", s.Round, len(n.rounds))
	if len(n.rounds) > 0 {
		same("the voters", s.Voters, n.voters())
		same("the ballot", s.Ballot, workshop.Ballot{Number: n.ballot, Fact: n.fact})
	}
	for _, e := range s.Endings {
		same("the reading of "+string(e.Option.Value), e.Reading, n.reading(string(e.Option.Value)))
		same("whether it leads somewhere", e.Step == nil && e.Next == nil && !e.Expected && len(e.Path)+len(e.Reasons) == 0, n.stepLater())
	}
	for side, end := range map[workshop.Side]*workshop.Ending{workshop.Majority: s.Majority, workshop.Minority: s.Minority} {
		same("the branch", told(end), n.ends[side].told())
	}
	shown := n.phase == workshop.Revealed || n.phase == workshop.Ended
	same("the result", s.Rounds != nil, shown)
	same("why", s.Endings != nil, n.phase == workshop.Ended || shown && len(n.rounds) == 2 && !n.own)
	same("whether one is asked to be sure", s.AsksSure, n.asks && len(n.rounds) > 0 && n.judged())
	if shown {
		same("the words", slices.Sorted(slices.Values(s.Said)), n.words()) // in an order drawn at random
	} else {
		same("the words", s.Said, []string(nil))
	}
	for i, c := range s.Confidences {
		same("who said whether they are sure", c.Said(), n.saidSure(i))
	}
	if n.phase == workshop.Revealed {
		for i, tally := range s.Rounds {
			same("the tally", append(slices.Clone([]int(tally)), s.Unsure[i]), n.count(i))
			same("how many answered", s.Cast[i], n.votersOf(i))
		}
		if !n.open {
			same("the shift", s.Shift, n.shift())
		}
	}
	if key == "" {
		p.compareConsole(same, s)
	} else {
		p.compareSeat(same, key, s)
	}
}

func told(e *workshop.Ending) string {
	switch {
	case e == nil:
		return "none"
	case e.Next != nil:
		return "asks " + string(e.Next.Fact)
	case e.Step != nil:
		return e.Step.ID
	}
	return ""
}

func (e *naiveEnd) told() string {
	switch {
	case e == nil:
		return "none"
	case e.next != "":
		return "asks " + string(e.next)
	}
	return e.step
}

func (n *naive) shift() [][]int {
	if len(n.rounds) < 2 {
		return nil
	}
	values := append(slices.Clone(n.question), string(decision.Unknown))
	all := make([][]int, len(values))
	for i, before := range values {
		all[i] = make([]int, len(values))
		for j, after := range values {
			for _, key := range modelKeys {
				if !n.aside[key] && n.rounds[0][key] == before && n.rounds[1][key] == after {
					all[i][j]++
				}
			}
		}
	}
	return all
}

func (p *pair) compareConsole(same func(string, any, any), s workshop.State) {
	n := p.naive
	same("those present", s.Present, len(n.present))
	same("what would be left unseen", p.room.Unseen(), n.phase == workshop.Counted && n.voters() > 0)
	var names []string
	for key := range n.present {
		if n.shown[key] {
			names = append(names, n.names[key])
		}
	}
	slices.Sort(names)
	same("the names", s.Names, names)
	p.compareRoll(same, s)
	same("the map", s.Map != nil, n.walking())
	if s.Map == nil {
		return
	}
	where := map[string]int{}
	for _, key := range modelKeys {
		if _, walked := n.free[n.exercise.ID][key]; walked && !n.aside[key] || n.present[key] {
			a := n.walk(key)
			switch w, v := n.guide.Walk(a), n.guide.Verdict(a); {
			case w.Next != nil:
				where[string(w.Next.Fact)]++
			case v.Step != nil:
				where["step "+v.Step.ID]++
			default:
				where["stuck"]++
			}
		}
	}
	got := map[string]int{}
	for _, at := range s.Map.Asked {
		got[string(at.Question.Fact)] = at.Count
	}
	for _, at := range s.Map.Arrived {
		got["step "+at.Step.ID] = at.Count
	}
	if s.Map.Stuck > 0 {
		got["stuck"] = s.Map.Stuck
	}
	same("where the room is", got, where)
}

// compareRoll looks at those who did something: what participants do shows there
// only at the next move of the trainer.
func (p *pair) compareRoll(same func(string, any, any), s workshop.State) {
	for _, key := range modelKeys {
		for _, a := range s.Roll {
			if a.Seat == p.chairs[key] && p.naive.did[key] && p.fresh {
				same("whether "+key+" counts", a.Aside, p.naive.aside[key])
				same("where "+key+" is", a.Presence, p.naive.presence(key))
			}
		}
	}
}

func (p *pair) compareSeat(same func(string, any, any), key string, s workshop.State) {
	n := p.naive
	same("the name", s.Name, n.names[key])
	same("whether there are names", s.Nameless, n.nameless)
	same("the team", []int{s.Team, s.Teams}, []int{p.teamOf(key), n.teams})
	same("the names", len(s.Names), 0)
	same("the map", s.Map != nil, n.phase == workshop.Mapped)
	switch {
	case n.walking():
		w := n.guide.Walk(n.walk(key))
		same("the next question", s.Question == nil, w.Next == nil)
		if w.Next != nil {
			same("the ballot", s.Ballot, workshop.Ballot{Number: n.ballot, Fact: w.Next.Fact})
		}
		same("the path", len(s.Walk.Path), len(w.Path))
		same("the step", s.Verdict.Step, n.guide.Verdict(n.walk(key)).Step)
	case len(n.rounds) == 1:
		sure, said := n.sure[0][key]
		same("whether they are sure", s.SaidSure, map[bool]string{true: map[bool]string{true: "oui", false: "non"}[sure]}[said])
		same("the answer", s.Own, n.rounds[0][key])
	case len(n.rounds) == 2:
		same("the answers", []string{string(s.Before), string(s.Own)}, []string{n.rounds[0][key], n.rounds[1][key]})
	}
}
