package ssh

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"charm.land/wish/v2/bubbletea"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"compromis/internal/door"
	"compromis/internal/french"
	"compromis/internal/room"
	"compromis/internal/workshop"
)

// framesPerSecond is enough to read by, and light on slow links.
const framesPerSecond = 20

// What a participant reads as they leave.
const (
	wordGone = "Votre place a été reprise ailleurs, avec votre clé ou votre numéro de retour. Si ce n’était pas vous, prévenez le formateur."
	wordOver = "L’atelier est en pause. Quand il reprendra, tapez la même commande et le même code."
	wordDone = "L’atelier est fini. Vos réponses sont effacées. Merci de votre participation."
	wordBye  = "À bientôt. " + wordBack
	wordIdle = "Aucune touche depuis longtemps" + french.NBSP + ": la connexion est fermée. " + wordBack
	wordFell = "L’écran s’est arrêté sur une erreur. " + wordBack
	wordBack = "Pour revenir à votre place, tapez la même commande, le code de la salle, puis votre numéro de retour."
)

// session is one participant at their terminal, on a seat.
type session struct {
	ssh.Session
	server *Server
	guest  *door.Guest
	stop   context.CancelFunc
	idle   *time.Timer

	mu   sync.Mutex
	last string // what to say on leaving

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
	wish.Fatalln(one, err.Error())
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
func (one *session) end(word string) {
	one.mu.Lock()
	first := one.last == ""
	if first {
		one.last = word
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
	word := one.last
	one.mu.Unlock()
	io.WriteString(one, word+"\r\n") // whoever has left does not read it
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
	one.show(ctx, seat)
	if seat.Gone() {
		one.putOut()
	}
}

// show runs a screen until it quits, breaks or has to stop.
func (one *session) show(ctx context.Context, screen tea.Model) {
	terminal, _, _ := one.Pty()
	var latest atomic.Pointer[size]
	latest.Store(&size{terminal.Window.Width, terminal.Window.Height})
	options := append(bubbletea.MakeOptions(one),
		tea.WithContext(ctx),
		tea.WithInput(nil), // listen reads it
		tea.WithoutSignals(),
		tea.WithFPS(framesPerSecond),
		tea.WithWindowSize(terminal.Window.Width, terminal.Window.Height),
		tea.WithFilter(sieve(one.pressed, func() size { return *latest.Load() })),
		tea.WithColorProfile(colorprofile.Env(append(one.Environ(), "TERM="+terminal.Term))), // on every system
	)
	program := tea.NewProgram(contained{screen, one.fell}, options...)
	one.beside(func() { follow(ctx, sizesOf(one.Context()), &latest, program) })
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

// follow tells a screen the sizes its terminal takes.
func follow(ctx context.Context, sizes <-chan size, latest *atomic.Pointer[size], program *tea.Program) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-sizes:
			latest.Store(&s)
			program.Send(tea.WindowSizeMsg{Width: s.width, Height: s.height})
		}
	}
}
