package dossier

import (
	"compromis/decision"
	"slices"
	"time"
)

// number is a day as a number, to count with.
type number int32

func numberOf(d decision.Day) number { return number(d.Time().Unix() / (24 * 60 * 60)) }

func (n number) time() time.Time { return time.Unix(int64(n)*24*60*60, 0).UTC() }

func (n number) day() decision.Day { return decision.DayOf(n.time()) }

func (n number) later(months int) number {
	return number(decision.AddMonths(n.time(), months).Unix() / (24 * 60 * 60))
}

// fresh is a whole period that starts on a day.
type fresh struct {
	runs           number // some only run from the 1st of January that follows
	earliest, last number
	talked         number // the least that is left when talks end that day
}

// from returns a whole period from a day.
func (v *view) from(day number) fresh {
	f, known := v.fresh[day]
	if known {
		return f
	}
	earliest, latest := v.period.Ends(day.time())
	f = fresh{day, number(earliest.Unix() / (24 * 60 * 60)), number(latest.Unix() / (24 * 60 * 60)), day.later(talkMonths)}
	if v.period.NextJanuary {
		f.runs = number(time.Date(day.time().Year()+1, time.January, 1, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
	}
	if v.fresh == nil {
		v.fresh = map[number]fresh{}
	}
	v.fresh[day] = f
	return f
}

// clock runs a limitation period through the acts of a case, one after the
// other.
type clock struct {
	view   *view
	latest bool // counts the longest period, where the law is not certain
	begins number
	hand
	acts []act
	past []applied // what [clock.apply] went through
}

// hand is where a clock stands.
type hand struct {
	stop number // no act moves the end past it
	runs number // the day the period in hand begins to run
	talk number // until when talks hold it
	suit number // until when a suit does
	ends number
}

// applied is an act that a clock went through, not knowing what came later.
type applied struct {
	at     int32 // its place in the acts
	moved  bool
	undone bool
	before hand
}

// longStop is how many years from its start a period ends at the latest,
// whatever moved it. Source: C. civ., 2232.
const longStop = 20

// talkMonths are left at least after a pause. Source: C. civ., 2238.
const talkMonths = 6

func newClock(v *view, acts []act, from decision.Day, latest bool) *clock {
	k := &clock{view: v, acts: acts, latest: latest, begins: numberOf(from)}
	k.born(k.begins)
	return k
}

// born starts a period that none went before.
func (k *clock) born(on number) {
	k.stop = on.later(12 * longStop)
	k.restart(on)
}

// run goes through the acts, knowing which a lost suit undid. It says whether one
// had an effect, and whether one still holds the period: a suit, or a declared
// claim, that nothing ended.
func (k *clock) run() (moved, pending bool) {
	for i := range k.acts {
		a := &k.acts[i]
		if a.void || a.perhaps && !k.latest || !k.move(a) {
			continue
		}
		moved, pending = true, pending || a.opens && a.effect == Interrupts
	}
	return moved, pending
}

// apply takes the act of a place into account, without knowing what comes later,
// and says whether it had its effect.
func (k *clock) apply(i int) bool {
	a := &k.acts[i]
	switch {
	case a.effect == Erases:
		return k.undo(a.undoes)
	case a.effect == NoEffect, a.perhaps && !k.latest:
		return false
	}
	p := applied{at: int32(i), before: k.hand}
	p.moved = k.move(a)
	k.past = append(k.past, p)
	return p.moved
}

// undo goes through the acts again without the action of that place.
func (k *clock) undo(place int32) (moved bool) {
	from := slices.IndexFunc(k.past, func(p applied) bool { return k.acts[p.at].place == place })
	if from < 0 {
		return false
	}
	k.past[from].undone = true
	k.hand = k.past[from].before
	for i := from; i < len(k.past); i++ {
		p := &k.past[i]
		if p.before = k.hand; !p.undone {
			p.moved = k.move(&k.acts[p.at])
		}
	}
	return k.past[from].moved
}

func (k *clock) move(a *act) bool {
	switch a.effect {
	case Interrupts:
		return k.interrupt(a)
	case Suspends:
		return k.suspend(a)
	case Renews:
		if a.on <= k.ends {
			return false
		}
		k.born(a.on)
		k.resume(a.on)
		return true
	}
	return false
}

// resume starts a new period on a day, or when the suit ends that holds it; talks
// under way hold it from there.
func (k *clock) resume(day number) {
	k.suit = max(k.suit, day)
	k.restart(k.suit)
	if k.talk > k.suit {
		k.pause(k.suit, k.talk)
	}
}

// restart starts a whole period on a day.
func (k *clock) restart(day number) {
	f := k.view.from(day)
	k.runs, k.ends = f.runs, min(f.earliest, k.stop)
	if k.latest {
		k.ends = min(f.last, k.stop)
	}
}

// interrupt starts a new period when the act ends. An act after the end is too
// late, and one over before the start stops nothing.
func (k *clock) interrupt(a *act) bool {
	if a.on > k.ends || a.until < k.begins && !a.opens {
		return false
	}
	k.resume(max(a.until, k.begins))
	return true
}

// suspend stops the time of talks.
func (k *clock) suspend(a *act) bool {
	begins := max(a.on, k.talk, k.suit, k.begins)
	if begins > k.ends || a.until < k.begins {
		return false
	}
	k.talk = max(k.talk, a.until)
	return k.pause(begins, a.until) || a.opens
}

// pause adds the days of a pause, once the period runs; at its end six months
// are left at least.
func (k *clock) pause(from, to number) bool {
	from = max(from, k.runs)
	if from > to {
		return false
	}
	k.ends = min(max(k.ends+to-from, k.view.from(to).talked), k.stop)
	return true
}
