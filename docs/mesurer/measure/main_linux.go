// Measure compares how fast two programs show their first text in a terminal,
// and how much memory they take to be there.
//
//	usage: measure [-n runs] program reference
//
// The terminal is a bare pseudo-terminal: it shows nothing and answers nothing.
// Runs alternate between the two programs, so that both meet the same machine.
// It works on Linux only, where the kernel tells the peak memory of a process.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// The terminal, and how long one waits for a program.
const (
	columns, rows = 120, 40
	settling      = 300 * time.Millisecond // from the first text to the reading of the memory
	patience      = 5 * time.Second
)

// run is what one start of a program took.
type run struct {
	first time.Duration // to the first text
	peak  float64       // memory, in MiB
}

func main() {
	n := flag.Int("n", 30, "runs of each program")
	flag.Parse()
	if flag.NArg() != 2 || *n < 1 {
		fmt.Fprintln(os.Stderr, "usage: measure [-n runs] program reference")
		os.Exit(2)
	}
	if err := compare(flag.Arg(0), flag.Arg(1), *n); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// compare starts the programs in turn, once for nothing and then n times, and
// prints what came of it.
func compare(program, reference string, n int) error {
	runs := map[string][]run{}
	for i := range n + 1 {
		for _, name := range []string{program, reference} {
			r, err := start(name)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if i > 0 {
				runs[name] = append(runs[name], r)
			}
		}
	}
	p, r := summarize(runs[program]), summarize(runs[reference])
	fmt.Printf("%-28s %10s %10s %8s\n", "", "Compromis", "référence", "rapport")
	line := func(what string, a, b float64) { fmt.Printf("%-28s %10.1f %10.1f %8.2f\n", what, a, b, a/b) }
	line("premier affichage p50, ms", p.median, r.median)
	line("premier affichage p95, ms", p.late, r.late)
	line("mémoire maximale, Mio", p.peak, r.peak)
	return nil
}

// summary is what runs say together: times in milliseconds, the median of the
// peaks in MiB.
type summary struct{ median, late, peak float64 }

func summarize(runs []run) summary {
	var times, peaks []float64
	for _, r := range runs {
		times = append(times, r.first.Seconds()*1000)
		peaks = append(peaks, r.peak)
	}
	slices.Sort(times)
	slices.Sort(peaks)
	return summary{times[len(times)/2], times[(len(times)-1)*95/100], peaks[len(peaks)/2]}
}

// start runs a program until it has shown its first text and settled.
func start(name string) (run, error) {
	terminal, inside, err := openPty(columns, rows)
	if err != nil {
		return run{}, err
	}
	defer terminal.Close()
	cmd := exec.Command(name)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=C.UTF-8")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = inside, inside, inside
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return run{}, fmt.Errorf("start: %w", err)
	}
	inside.Close()
	shown := make(chan time.Time, 1)
	go watch(terminal, shown)
	defer func() {
		cmd.Process.Kill()
		cmd.Wait() // killed: its error says nothing
	}()
	select {
	case at := <-shown:
		time.Sleep(settling)
		peak, err := peakMemory(cmd.Process.Pid)
		return run{at.Sub(began), peak}, err
	case <-time.After(patience):
		return run{}, fmt.Errorf("nothing shown after %v", patience)
	}
}

// watch reads all that a program writes, and says when its first letter shows.
func watch(terminal *os.File, shown chan<- time.Time) {
	var written []byte
	buffer := make([]byte, 64<<10)
	for seen := false; ; {
		n, err := terminal.Read(buffer)
		if !seen {
			written = append(written, buffer[:n]...)
			if seen = visible(string(written)); seen {
				shown <- time.Now()
			}
		}
		if err != nil {
			return
		}
	}
}

// sequences are the orders a program gives to its terminal, titles included.
var sequences = regexp.MustCompile(`\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-OQ-Z\\^-~]`)

// visible says whether there are letters to read. An order that is not complete
// yet shows nothing.
func visible(written string) bool {
	text, _, _ := strings.Cut(sequences.ReplaceAllString(written, ""), "\x1b")
	return strings.ContainsFunc(text, unicode.IsLetter)
}

// peakMemory is the most memory a process held so far, in MiB. The kernel's
// account of an ended child would count what this process held when it forked.
func peakMemory(pid int) (float64, error) {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, fmt.Errorf("read memory: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kib) / 1024, err
		}
	}
	return 0, fmt.Errorf("no peak memory in the status of process %d", pid)
}
