package casefile_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
)

// imports is a process that imports an archive, and says what became of it, how
// long it took and what memory it needed.
func imports(s casefile.Store, archive string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	ids, _, err := s.Import(f, info.Size())
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	took := time.Duration(used.Utime.Nano() + used.Stime.Nano()) // others may want the machine too
	status, _ := os.ReadFile("/proc/self/status")
	peak := regexp.MustCompile(`VmHWM:\s+(\d+)`).FindSubmatch(status)
	if peak == nil {
		return errors.New("no peak")
	}
	var told *casefile.Error
	fmt.Println(len(ids), took.Milliseconds(), string(peak[1]), errors.As(err, &told), err)
	return nil
}

// padded is a sound case that weighs so much.
func padded(t *testing.T, size int64) io.Reader {
	data := plain(t)
	return io.MultiReader(io.LimitReader(spaces{}, size-int64(len(data))), strings.NewReader(data))
}

// again is an archive of one file that its list names n times, and says to be so
// many.
func again(t *testing.T, n, said int, content io.Reader, same bool) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a0000000.json")
	if err == nil {
		_, err = io.Copy(w, content)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	from := int(binary.LittleEndian.Uint32(data[end+16:]))
	line, tail := data[from:end], bytes.Clone(data[end:])
	out := bytes.NewBuffer(bytes.Clone(data[:from]))
	for i := range n {
		named := bytes.Clone(line)
		if !same {
			copy(named[46:], fmt.Sprintf("a%07d.json", i))
		}
		out.Write(named)
	}
	binary.LittleEndian.PutUint16(tail[8:], uint16(said))
	binary.LittleEndian.PutUint16(tail[10:], uint16(said))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(line)))
	out.Write(tail)
	return out.Bytes()
}

// TestArchivesThatUnfoldToADisk: however an archive lies, it is refused in two
// seconds and a hundred megabytes, with a sentence, and leaves nothing.
func TestArchivesThatUnfoldToADisk(t *testing.T) {
	named := func(content io.Reader) []byte {
		return zipOf(t, &zip.FileHeader{Name: "x.json", Method: zip.Deflate}, content)
	}
	const mb = 1 << 20
	for name, archive := range map[string][]byte{
		"four gigabytes":       bytes.Replace(named(io.LimitReader(spaces{}, 40*mb)), binary.LittleEndian.AppendUint32(nil, 40*mb), []byte{0xfe, 0xff, 0xff, 0xff}, 1),
		"a million files":      again(t, 1_000_000, 1_000_000%65536, strings.NewReader(plain(t)), false),
		"a million, said one":  again(t, 16*65536+1, 1, strings.NewReader(plain(t)), false),
		"one file many times":  again(t, 2000, 2000, padded(t, 7*mb), false),
		"one name many times":  again(t, 2000, 2000, padded(t, 7*mb), true),
		"a text of all it may": named(io.MultiReader(strings.NewReader(`{"format": 1, "dossier": {"id": "x", "titre": "`), io.LimitReader(letters{}, 33*mb), strings.NewReader(`"}}`))),
		"many texts":           again(t, 20, 20, io.MultiReader(strings.NewReader(`{"format": 1, "dossier": {"id": "x", "titre": "`), io.LimitReader(letters{}, 7*mb), strings.NewReader(`"}}`)), false),
		"many journals":        again(t, 20, 20, strings.NewReader(`{"format": 1, "dossier": {"id": "x", "journal": [{}`+strings.Repeat(`,{}`, 2*mb)+`]}}`), false),
		"nested":               named(io.MultiReader(strings.NewReader(`{"format": 1, "dossier": `), io.LimitReader(brackets{}, 31*mb))),
		"keys":                 named(strings.NewReader(`{"format": 1, "dossier": {"reponses": {` + strings.Repeat(`"aaaaaaaa":"b",`, mb/2) + `"z":1}}}`)),
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			path := filepath.Join(t.TempDir(), "a.zip")
			write(t, path, string(archive))
			said := strings.SplitN(play(t, "import", s, path).line(t), " ", 5)
			took, _ := strconv.Atoi(said[1])
			kilobytes, _ := strconv.Atoi(said[2])
			t.Logf("%d bytes: %d ms, %d MB, %s", len(archive), took, kilobytes>>10, said[4])
			if said[0] != "0" || said[3] != "true" || !strings.Contains(said[4], "importé") || len(names(t, s)) != 0 {
				t.Errorf("told %q; left %q", said, names(t, s))
			}
			if !decisiontest.Race && (took > 2000 || kilobytes > 100<<10) {
				t.Errorf("took %d ms and %d MB", took, kilobytes>>10)
			}
		})
	}
}

type letters struct{}

func (letters) Read(b []byte) (int, error) { return fill(b, 'x') }

type brackets struct{}

func (brackets) Read(b []byte) (int, error) { return fill(b, '[') }

func fill(b []byte, with byte) (int, error) {
	for i := range b {
		b[i] = with
	}
	return len(b), nil
}
