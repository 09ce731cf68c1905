package tui_test
import ("testing"; "compromis/decision")
func TestH7Look(t *testing.T) {
	d := start(t, 80, 60).press("1","m","e","+").fill("F-12", "", "31/03/2026", "30/4/26", "1 500,00", "31/05/2026 500,00", "30 juin 2026 = 1 000")
	d.press("esc","j").note(ev("2026-05-10","mise-en-demeure")).note(ev("2026-06-10","reconnaissance")).press("esc","e","p").fill("=","02/06/2026","","800")
	t.Log(d.screen())
	d.press("c"); t.Log(d.screen()); d.press("esc","x"); t.Log(d.screen()); d.press("esc","s"); t.Log(d.screen())
	d.resize(40,30); t.Log(d.screen())
	d.press("esc"); t.Log(d.screen())
	d.press("+"); t.Log(d.screen())
	d.resize(40,12); t.Log(d.screen())
}
func ev(day, kind string) decision.Event { return decision.Event{On: decision.Day(day), Kind: decision.EventKind(kind)} }
