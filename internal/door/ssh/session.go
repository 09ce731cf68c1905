package ssh

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"charm.land/wish/v2/bubbletea"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/door"
	"compromis/internal/french"
	"compromis/internal/room"
	"compromis/internal/workshop"
)

// framesPerSecond is enough to read by, and light on slow links.
const framesPerSecond = 20

// word is what one reads as one leaves.
type word struct {
	text  string
	comes bool // back: their return number, which leaves the terminal with the screen, is told again
}

// What a participant reads as they leave.
var (
	wordGone = word{text: "Votre place a été reprise ailleurs, avec votre clé ou votre numéro de retour. Si ce n’était pas vous, prévenez le formateur."}
	wordOver = word{"L’atelier est en pause. Quand il reprendra, tapez la même commande et le même code.", true}
	wordDone = word{text: "L’atelier est fini. Vos réponses sont effacées. Merci de votre participation."}
	wordBye  = word{"À bientôt. " + wordBack, true}
	wordIdle = word{"Aucune touche depuis longtemps" + french.NBSP + ": la connexion est fermée. " + wordBack, true}
	wordFell = word{"L’écran s’est arrêté sur une erreur. " + wordBack, true}
)

const wordBack = "Pour revenir à votre place, tapez la même commande, le code de la salle, puis votre numéro de retour."

// session is one participant at their terminal, on a seat.
type session struct {
	ssh.Session
	server *Server
	guest  *door.Guest
	stop   context.CancelFunc
	idle   *time.Timer
	size   atomic.Pointer[size]   // of the terminal, as it is now; nil without one
	home   func() (number string) // to come back by, once known; nil before there is a seat

	mu   sync.Mutex
	last word // what to say on leaving

	writing sync.Mutex
}

// Write sends to the terminal. A channel of the SSH library mixes up what two
// goroutines write at once: the echo of a line and a word of the room, say.
func (one *session) Write(p []byte) (int, error) {
	one.writing.Lock()
	defer one.writing.Unlock()
	return one.Session.Write(p)
}

// handle seats the participant and shows the room until the session ends.
func (s *Server) handle(sess ssh.Session) {
	ctx, stop := context.WithCancel(sess.Context())
	defer stop()
	line := lineOf(sess.Context())
	one := &session{Session: sess, server: s, stop: stop}
	if terminal, _, has := one.Pty(); has {
		one.size.Store(&size{terminal.Window.Width, terminal.Window.Height})
	}
	known := sess.Permissions().Extensions
	if _, ok := known[boothKey]; ok {
		line.LetIn()
		one.booth(ctx)
		return
	}
	one.guest = &door.Guest{Key: known[seatKey], Return: known[returnKey], From: line.From(), Gone: line.Gone(), Out: one.close}
	defer s.screens.Add(-1)
	if s.screens.Add(1) > mostScreens {
		one.refuse(workshop.ErrFull)
		return
	}
	if err := s.entrance.Enter(one.guest); err != nil {
		one.refuse(err)
		return
	}
	defer s.entrance.Leave(one.guest)
	line.LetIn()
	one.run(ctx)
}

// refuse tells why there is no seat. A client that does not read it is cut.
func (one *session) refuse(err error) {
	line := lineOf(one.Context())
	time.AfterFunc(door.FarewellTime, func() { line.Close() })
	wish.Fatalln(one, one.fit(err.Error()))
}

// run shows the room until the participant leaves, or has to.
func (one *session) run(ctx context.Context) {
	one.idle = time.AfterFunc(one.server.config.Idle, func() { one.end(wordIdle) })
	defer one.idle.Stop()
	defer func() {
		one.end(wordBye)
		one.farewell()
	}()
	defer one.catch()
	if wantsLines(one) {
		one.lines(ctx)
	} else {
		one.screen(ctx)
	}
}

// pressed tells that there is somebody.
func (one *session) pressed() { one.idle.Reset(one.server.config.Idle) }

// end stops the session, with a last word: the first given is said. A client
// that does not read it is cut.
func (one *session) end(last word) {
	one.mu.Lock()
	first := one.last.text == ""
	if first {
		one.last = last
	}
	one.mu.Unlock()
	if first {
		one.stop()
		line := lineOf(one.Context())
		time.AfterFunc(door.FarewellTime, func() { line.Close() })
	}
}

func (one *session) farewell() {
	one.mu.Lock()
	last := one.last
	one.mu.Unlock()
	one.write(last.text)
	if last.comes && one.home != nil && one.home() != "" {
		one.write(workshop.State{Return: one.home()}.ReturnLine())
	}
}

// write sends a text, cut between words where the terminal ends.
func (one *session) write(text string) {
	io.WriteString(one, one.fit(text)+"\r\n") // whoever has left does not read it
}

// fit lays a text out for the terminal; without one, its lines are as they are.
func (one *session) fit(text string) string {
	if now := one.size.Load(); now != nil {
		text = ansi.Wrap(text, now.width, "")
	}
	return strings.ReplaceAll(text, "\n", "\r\n")
}

// measure follows the size of the terminal, when there is one; told, which may be
// nil, hears each new one.
func (one *session) measure(ctx context.Context, told func(size)) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-sizesOf(one.Context()):
			one.size.Store(&s)
			if told != nil {
				told(s)
			}
		}
	}
}

// beside runs a part of the session in a goroutine of its own.
func (one *session) beside(part func()) {
	go func() {
		defer one.catch()
		part()
	}()
}

// catch ends this session, and no other, on a panic. It is deferred.
func (one *session) catch() {
	if r := recover(); r != nil {
		one.fell(r)
	}
}

// fell ends the session on a panic, which the log tells.
func (one *session) fell(r any) {
	one.server.config.Log.Error("panic in a session", "remote", one.RemoteAddr(), "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
	one.end(wordFell)
}

// putOut ends the session once the room has closed its mailbox.
func (one *session) putOut() { one.close(one.server.entrance.Closing()) }

// close ends the session because the room closes, or because the seat was taken
// back while it is open.
func (one *session) close(why door.Closing) {
	switch why {
	case door.Open:
		one.end(wordGone)
	case door.Paused:
		one.end(wordOver)
	case door.Finished:
		one.end(wordDone)
	}
}

// screen draws the room on the participant's terminal.
func (one *session) screen(ctx context.Context) {
	seat := room.NewSeat(one.server.config.Guide, one.server.room(), one.guest.Seat)
	one.home = seat.Return
	one.show(ctx, seat)
	if seat.Gone() {
		one.putOut()
	}
}

// show runs a screen until it quits, breaks or has to stop.
func (one *session) show(ctx context.Context, screen tea.Model) {
	terminal, _, _ := one.Pty()
	one.size.CompareAndSwap(nil, &size{terminal.Window.Width, terminal.Window.Height})
	options := append(bubbletea.MakeOptions(one),
		tea.WithContext(ctx),
		tea.WithInput(nil), // listen reads it
		tea.WithoutSignals(),
		tea.WithFPS(framesPerSecond),
		tea.WithWindowSize(terminal.Window.Width, terminal.Window.Height),
		tea.WithFilter(sieve(one.pressed, func() size { return *one.size.Load() })),
		tea.WithColorProfile(colorprofile.Env(append(one.Environ(), "TERM="+terminal.Term))), // on every system
	)
	program := tea.NewProgram(contained{screen, one.fell}, options...)
	one.beside(func() {
		one.measure(ctx, func(s size) { program.Send(tea.WindowSizeMsg{Width: s.width, Height: s.height}) })
	})
	one.beside(func() { one.listen(ctx, terminal.Term, program) })
	program.Run() // an error is the end of the connection, or a panic told already
	program.Kill()
}

// listen tells a screen what is typed. Bubble Tea's own reader waits for ever,
// with the whole screen in its hands, when a key comes as the program ends.
func (one *session) listen(ctx context.Context, terminal string, program *tea.Program) {
	events := make(chan uv.Event)
	go func() {
		defer close(events)
		defer one.catch() // some bytes make it panic
		stream(ctx, newPaced(ctx, one), terminal, events)
	}()
	for e := range events {
		program.Send(e) // drops it once the program is over
	}
	program.Quit()
}

// stream tells the keys and the answers of a terminal, until the connection ends.
func stream(ctx context.Context, in io.Reader, terminal string, events chan<- uv.Event) {
	reader := uv.NewTerminalReader(newSifted(ctx, in, true), terminal)
	reader.EscTimeout = time.Millisecond // what follows an escape comes with it
	reader.StreamEvents(ctx, events)     // its error is the end of the connection
}
