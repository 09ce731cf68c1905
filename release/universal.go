package main

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"fmt"
	"os"
)

// A universal program holds one for each processor, each where a page of memory of the
// largest kind begins (mach-o/fat.h).
const pageBits = 14

// universal writes the program that runs on every Mac of those given. Apple's lipo does
// the same, on a Mac only.
func universal(to string, programs ...string) error {
	var head, body bytes.Buffer
	at := uint32(1 << pageBits) // the head fits in a page
	numbers := []uint32{macho.MagicFat, uint32(len(programs))}
	for _, name := range programs {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		thin, err := macho.NewFile(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		numbers = append(numbers, uint32(thin.Cpu), thin.SubCpu, at, uint32(len(data)), pageBits)
		body.Write(data)
		body.Write(make([]byte, -len(data)&(1<<pageBits-1)))
		at += uint32(len(data)+1<<pageBits-1) &^ (1<<pageBits - 1)
	}
	if err := binary.Write(&head, binary.BigEndian, numbers); err != nil {
		return err
	}
	head.Write(make([]byte, 1<<pageBits-head.Len()))
	return os.WriteFile(to, append(head.Bytes(), body.Bytes()...), 0o755)
}
