package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
)

// A list of what a program is made of, for other programs: CycloneDX 1.6, in JSON
// (https://cyclonedx.org/docs/1.6/json/). The compiler wrote the modules in the program;
// it is read from there, so that nothing linked can be left out.
type (
	bom struct {
		Format       string       `json:"bomFormat"`
		Spec         string       `json:"specVersion"`
		Serial       string       `json:"serialNumber"`
		Version      int          `json:"version"`
		Metadata     bomMetadata  `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	bomMetadata struct {
		Timestamp string    `json:"timestamp"`
		Component component `json:"component"`
	}
	component struct {
		Type     string          `json:"type"`
		Ref      string          `json:"bom-ref"`
		Name     string          `json:"name"`
		Version  string          `json:"version,omitempty"`
		Hashes   []componentHash `json:"hashes,omitempty"`
		Licences []licenceChoice `json:"licenses,omitempty"`
		Purl     string          `json:"purl,omitempty"`
	}
	componentHash struct {
		Alg     string `json:"alg"`
		Content string `json:"content"`
	}
	licenceChoice struct {
		Licence struct {
			ID string `json:"id"`
		} `json:"license"`
	}
	dependency struct {
		Ref string   `json:"ref"`
		On  []string `json:"dependsOn,omitempty"`
	}
)

func licensed(id string) []licenceChoice {
	var l licenceChoice
	l.Licence.ID = id
	return []licenceChoice{l}
}

// list lists what a program is made of: its modules, the library of Go, the fonts.
func (r *release) list(t target, program []byte) ([]byte, error) {
	info, err := buildinfo.ReadFile(r.programs[t])
	if err != nil {
		return nil, err
	}
	licences, err := r.licences()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(program)
	own := component{
		Type: "application", Ref: "compromis", Name: "compromis", Version: r.version,
		Hashes: []componentHash{{"SHA-256", hex.EncodeToString(sum[:])}}, Licences: licensed("MIT"),
	}
	made := []component{
		{Type: "library", Name: "std", Version: strings.TrimPrefix(info.GoVersion, "go"), Licences: licensed("BSD-3-Clause")},
		{Type: "data", Ref: "fonts", Name: "CompromisSans", Licences: licensed("OFL-1.1")},
	}
	for _, m := range info.Deps {
		id := licences[m.Path+" "+linked(m).Version]
		if id == "" {
			return nil, fmt.Errorf("%s %s: docs/licences-tierces.md does not tell its licence", m.Path, m.Version)
		}
		made = append(made, component{Type: "library", Name: linked(m).Path, Version: linked(m).Version, Licences: licensed(id)})
	}
	on := dependency{Ref: own.Ref}
	for i := range made {
		if made[i].Type == "library" {
			made[i].Purl = "pkg:golang/" + made[i].Name + "@" + made[i].Version
			made[i].Ref = made[i].Purl
		}
		on.On = append(on.On, made[i].Ref)
	}
	data, err := json.MarshalIndent(bom{
		"CycloneDX", "1.6", serial(sum), 1, bomMetadata{r.at.Format(secondsInGoTime), own}, made, []dependency{on},
	}, "", "  ")
	return append(data, '\n'), err
}

// linked is the module that stands for another.
func linked(m *debug.Module) *debug.Module {
	if m.Replace != nil {
		return m.Replace
	}
	return m
}

// serial is a UUID (RFC 9562, version 8) that a program gives its list, the same each time.
func serial(sum [sha256.Size]byte) string {
	id := sum[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

var licenceRow = regexp.MustCompile(`(?m)^\| (\S+) \| (\S+) \| (\S+) \|$`)

// licences are those of docs/licences-tierces.md, by module and version.
func (r *release) licences() (map[string]string, error) {
	page, err := os.ReadFile(filepath.Join(r.top, "docs", "licences-tierces.md"))
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, row := range licenceRow.FindAllStringSubmatch(string(page), -1) {
		all[row[1]+" "+row[2]] = row[3]
	}
	return all, nil
}
