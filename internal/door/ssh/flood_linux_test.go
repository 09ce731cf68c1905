package ssh

import (
	"io"
	"net"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door/doortest"
)

// TestFloodFromTwoAddresses: while two addresses bring lines without end, who
// takes their time to type the code comes in. Only Linux has many addresses for
// its own machine.
func TestFloodFromTwoAddresses(t *testing.T) {
	s := open(t, config(t))
	asked, typed, came := make(chan bool), make(chan string), make(chan error)
	slow := &gossh.ClientConfig{User: userName, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Auth: []gossh.AuthMethod{
		gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
			if len(questions) == 0 {
				return nil, nil
			}
			if strings.HasPrefix(questions[0], "Numero de retour") {
				return []string{""}, nil
			}
			asked <- true
			return []string{<-typed}, nil
		}),
	}}
	for range 3 {
		go func() {
			client, err := gossh.Dial("tcp", s.address(), slow)
			if err == nil {
				t.Cleanup(func() { client.Close() })
			}
			came <- err
		}()
		<-asked
	}
	for _, from := range []string{"127.0.0.2", "127.0.0.3"} {
		for range 200 {
			c, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}).Dial("tcp", s.address())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { c.Close() })
			io.WriteString(c, "SSH-2.0-flood\r\n")                 // whoever was put out does not say it
			io.ReadFull(c, make([]byte, len("SSH-2.0-Compromis"))) // it was admitted
		}
	}
	for range 3 {
		typed <- s.Code
		if err := <-came; err != nil {
			t.Errorf("kept out: %v", err)
		}
	}
	late := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	late.Sees("Bienvenue")
}
