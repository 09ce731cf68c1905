package content

import "testing"

// BenchmarkLoad reads and compiles every page: 15 ms at most.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	g := embeddedGuide(b)
	for b.Loop() {
		if _, err := Verify(g); err != nil {
			b.Fatal(err)
		}
	}
}
