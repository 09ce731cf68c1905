package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/macho"
	"encoding/binary"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var day = time.Unix(1795968000, 0).UTC() // 2026-11-29

var some = []entry{
	{"LICENSE", 0o644, []byte("one\ntwo\n")},
	{"compromis", 0o755, []byte("program")},
	{"man/compromis.1", 0o644, []byte(".TH\n")},
}

// opened is what an archive holds: names, modes and dates, then what is in them.
func opened(t *testing.T, archive []byte) map[string]string {
	t.Helper()
	held := map[string]string{}
	note := func(name string, mode os.FileMode, at time.Time, from io.Reader) {
		data, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		held[name] = mode.String() + " " + at.UTC().Format(time.DateTime) + " " + string(data)
	}
	if z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive))); err == nil {
		for _, f := range z.File {
			from, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			note(f.Name, f.Mode(), f.Modified, from)
		}
		return held
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(unzipped); ; {
		h, err := r.Next()
		if err == io.EOF {
			return held
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s belongs to %d %s", h.Name, h.Uid, h.Uname)
		}
		note(h.Name, h.FileInfo().Mode(), h.ModTime, r)
	}
}

// TestArchives: what goes in comes out, dated, and the same bytes are made each time.
func TestArchives(t *testing.T) {
	pack := map[string]func() ([]byte, error){
		"compromis-1/": func() ([]byte, error) { return tarred("compromis-1", some, day) },
		"":             func() ([]byte, error) { return zipped(some, day) },
	}
	for in, pack := range pack {
		first, err := pack()
		if err != nil {
			t.Fatal(err)
		}
		again, err := pack()
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("%q: two archives of the same files differ, %v", in, err)
		}
		want := map[string]string{}
		for _, e := range some {
			want[in+e.name] = e.mode.String() + " " + day.Format(time.DateTime) + " " + string(e.data)
		}
		if in != "" {
			for _, dir := range []string{in, in + "man/"} {
				want[dir] = "drwxr-xr-x " + day.Format(time.DateTime) + " "
			}
		}
		if got := opened(t, first); !maps.Equal(got, want) {
			t.Errorf("%q: %q instead of %q", in, got, want)
		}
	}
}

// TestOfWindows: a text opens at a double click, each line on its own.
func TestOfWindows(t *testing.T) {
	for _, c := range []struct{ name, data, wantName, want string }{
		{"LICENSE", "a\nb\n", "LICENSE.txt", "a\r\nb\r\n"},
		{"licences-tierces.md", "a\r\nb\n", "licences-tierces.txt", "a\r\nb\r\n"},
		{"sbom.cdx.json", "{\n}", "sbom.cdx.json", "{\n}"},
		{"completions/_compromis", "a\n", "completions/_compromis", "a\n"},
	} {
		if got := ofWindows(entry{c.name, 0o644, []byte(c.data)}); got.name != c.wantName || string(got.data) != c.want {
			t.Errorf("%s: %s, %q", c.name, got.name, got.data)
		}
	}
}

// TestUniversal: the library of Go finds each program where a Mac would.
func TestUniversal(t *testing.T) {
	dir := t.TempDir()
	thin := func(name string, cpu macho.Cpu, size int) string {
		var data bytes.Buffer
		if err := binary.Write(&data, binary.LittleEndian, []uint32{macho.Magic64, uint32(cpu), 3, uint32(macho.TypeExec), 0, 0, 0, 0}); err != nil {
			t.Fatal(err)
		}
		data.Write(bytes.Repeat([]byte(name), size))
		to := filepath.Join(dir, name)
		if err := os.WriteFile(to, data.Bytes(), 0o755); err != nil {
			t.Fatal(err)
		}
		return to
	}
	both := filepath.Join(dir, "both")
	if err := universal(both, thin("x", macho.CpuAmd64, 20_000), thin("y", macho.CpuArm64, 5)); err != nil {
		t.Fatal(err)
	}
	fat, err := macho.OpenFat(both)
	if err != nil {
		t.Fatal(err)
	}
	defer fat.Close()
	whole, err := os.ReadFile(both)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		cpu  macho.Cpu
		name string
	}{{macho.CpuAmd64, "x"}, {macho.CpuArm64, "y"}} {
		a := fat.Arches[i]
		alone, err := os.ReadFile(filepath.Join(dir, want.name))
		if err != nil {
			t.Fatal(err)
		}
		if a.Cpu != want.cpu || a.Offset%(1<<pageBits) != 0 || !bytes.Equal(whole[a.Offset:a.Offset+a.Size], alone) {
			t.Errorf("%s is not whole at %d, %d bytes for %v", want.name, a.Offset, a.Size, a.Cpu)
		}
	}
}

// TestManifests: what winget, Scoop and Homebrew read has the sums of the files made.
func TestManifests(t *testing.T) {
	r := &release{version: "1.2.0", base: "https://exemple.invalid/v1.2.0", home: "https://exemple.invalid", publisher: "Une Maison", at: day, out: t.TempDir(), targets: make([]target, 6)}
	made := map[string]bool{}
	for _, name := range []string{r.archiveName("windows", "amd64"), r.archiveName("windows", "arm64"), r.archiveName("linux", "amd64"), r.archiveName("linux", "arm64"), r.archiveName("darwin", "universal")} {
		if err := os.WriteFile(filepath.Join(r.out, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
		made[name] = true
	}
	if err := r.sums(); err != nil {
		t.Fatal(err)
	}
	if err := r.manifests(); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(r.out, sumsFile))
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, name := range []string{"scoop/compromis.json", "homebrew/compromis.rb", "winget/UneMaison.Compromis.installer.yaml", "winget/UneMaison.Compromis.yaml", "winget/UneMaison.Compromis.locale.fr-FR.yaml"} {
		page, err := os.ReadFile(filepath.Join(r.out, "manifests", name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), "1.2.0") {
			t.Errorf("%s does not tell the version", name)
		}
		if strings.HasSuffix(name, ".json") && !json.Valid(page) {
			t.Errorf("%s is not JSON: %s", name, page)
		}
		// The sum of a file comes on the line after its address.
		for _, m := range regexp.MustCompile(`https://exemple\.invalid/v1\.2\.0/([^"\s]+)"?,?\s+\S+ "?([0-9a-f]{64})"?`).FindAllStringSubmatch(string(page), -1) {
			if !strings.Contains(string(sums), m[2]+"  "+m[1]+"\n") {
				t.Errorf("%s: %s is not the sum of %s", name, m[2], m[1])
			}
			told[m[1]] = true
		}
	}
	if !maps.Equal(told, made) {
		t.Errorf("%v have a sum in a manifest, of %v", told, made)
	}
}

// TestNoManifestWithoutAnAddress: no address is made up.
func TestNoManifestWithoutAnAddress(t *testing.T) {
	r := &release{version: "1.2.0", out: t.TempDir(), targets: make([]target, 6)}
	if err := r.manifests(); err != nil {
		t.Fatal(err)
	}
	if made, _ := os.ReadDir(r.out); len(made) > 0 {
		t.Errorf("%v made", made)
	}
}

// TestSerial: a list keeps its number, which is a UUID of version 8.
func TestSerial(t *testing.T) {
	var sum [32]byte
	for i := range sum {
		sum[i] = 0xff
	}
	if got := serial(sum); got != "urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff" {
		t.Error(got)
	}
}
