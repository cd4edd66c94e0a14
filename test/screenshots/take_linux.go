package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"porchlight/test/desktop"
	"porchlight/test/network"
)

// title is the window's.
const title = "Porchlight"

var (
	themes = []string{"light", "dark"}
	sizes  = []image.Point{{1280, 800}, {640, 420}}
)

// takeAll takes every scene, or only one, in every theme and size, and shows them all on one page.
func takeAll(folder, only string) (err error) {
	dir, err := os.MkdirTemp("", "porchlight-pictures-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	program := filepath.Join(dir, "porchlight")
	build := exec.Command("go", "build", "-o", program, "./app")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build ./app, from the top folder: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, sc := range scenes {
		if only != "" && sc.name != only {
			continue
		}
		for _, theme := range themes {
			for _, size := range sizes {
				name := fmt.Sprintf("%s-%s-%dx%d.png", sc.name, theme, size.X, size.Y)
				if sc.title != "" && size != sizes[0] {
					continue
				}
				if sc.title != "" {
					name = fmt.Sprintf("%s-%s.png", sc.name, theme)
				}
				if err := take(program, sc, theme, size, filepath.Join(folder, name)); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				fmt.Println(name)
			}
		}
	}
	return writeGallery(folder)
}

// stage is where one picture is taken: a network, and a desktop on one of its computers.
type stage struct {
	desktop *desktop.Desktop
	program *desktop.Program
	title   string            // of the window to show
	home    *network.Computer // that the program is on
	away    *network.Computer // that the friends are on, each with an address of its own
	friends []*friend
	held    *exec.Cmd
}

// take plays a scene and saves what the window shows then.
func take(program string, sc scene, theme string, size image.Point, file string) (err error) {
	lan, err := network.New()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lan.Close()) }()
	s := &stage{title: title}
	defer s.clear()
	if s.home, err = lan.Computer("wlan0", hostIP+"/24"); err != nil {
		return err
	}
	if err := s.home.SetDefaultGateway("192.168.1.1"); err != nil {
		return err
	}
	if s.away, err = lan.Computer("eth0"); err != nil {
		return err
	}
	if s.desktop, err = desktop.Open(1400, 900); err != nil {
		return err
	}
	s.program, err = s.desktop.Start(desktop.Start{Command: append(s.home.On(program), sc.flags...), Theme: theme, Still: true, First: sc.first})
	if err != nil {
		return err
	}
	if err := s.desktop.Resize(title, size.X, size.Y); err != nil {
		return err
	}
	if err := s.desktop.MovePointer(image.Pt(1399, 899)); err != nil { // nothing is under the mouse
		return err
	}
	if _, err := s.settled(); err != nil { // in the new size
		return err
	}
	if err := sc.play(s); err != nil {
		return fmt.Errorf("%w; it shows:\n%s", err, s.desktop.Page())
	}
	if err := s.desktop.MovePointer(image.Pt(1399, 899)); err != nil {
		return err
	}
	if sc.title != "" {
		s.title = sc.title
	}
	img, err := s.settled()
	if err != nil {
		return err
	}
	return save(img, file)
}

// settled is what the window shows once it stands, but for what moves every second.
func (s *stage) settled() (*image.RGBA, error) {
	last, err := s.desktop.WindowScreenshot(s.title)
	for range 100 {
		if err != nil {
			return nil, err
		}
		before := last
		time.Sleep(150 * time.Millisecond) // longer than the window takes to show what is new
		if last, err = s.desktop.WindowScreenshot(s.title); err == nil && desktop.Same(before, last) {
			return last, nil
		}
	}
	return nil, errors.New("the window does not come to rest")
}

// clear ends all that is on the stage.
func (s *stage) clear() {
	for _, f := range s.friends {
		end(f.cmd)
	}
	if s.held != nil {
		end(s.held)
	}
	if s.desktop != nil {
		s.desktop.Close()
	}
}

func end(cmd *exec.Cmd) {
	_ = cmd.Process.Kill() // fails only when it has ended
	_ = cmd.Wait()         // it was killed, and that is all right
}

func (s *stage) says(phrase string) error    { return s.desktop.WaitForReadText(s.program, phrase) }
func (s *stage) clickOn(phrase string) error { return s.desktop.ClickReadText(s.program, phrase) }

// occupy has another program on the window's computer listen on a port.
func (s *stage) occupy(port int) error {
	cmd := s.home.Command("python3", "-c", `
import socket, time
s = socket.create_server(("", `+strconv.Itoa(port)+`))
print("listening", flush=True)
time.sleep(600)`)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	s.held = cmd
	return expect(bufio.NewReader(out), "listening")
}

// friend is one player, on the other computer.
type friend struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	out   *bufio.Reader
}

// friend lets the i-th friend connect, from an address of its own.
func (s *stage) friend(i int) (*friend, error) {
	own := "192.168.1." + strconv.Itoa(40+i)
	if err := s.away.AddAddress(own + "/24"); err != nil {
		return nil, err
	}
	server, port, err := net.SplitHostPort(hostIP + ":5555")
	if err != nil {
		return nil, err
	}
	f := &friend{cmd: s.away.Command("python3", filepath.Join("test", "clients", "friend.py"), server, port, own)}
	if f.stdin, err = f.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := f.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := f.cmd.Start(); err != nil {
		return nil, err
	}
	s.friends = append(s.friends, f)
	f.out = bufio.NewReader(out)
	return f, expect(f.out, "connected")
}

// echoes says a message and waits until it comes back.
func (f *friend) echoes(msg string) error {
	if _, err := fmt.Fprintln(f.stdin, msg); err != nil {
		return err
	}
	return expect(f.out, "heard '"+msg+"'")
}

func expect(out *bufio.Reader, want string) error {
	line, err := out.ReadString('\n')
	if err == nil && strings.TrimSpace(line) != want {
		err = fmt.Errorf("a friend told %q, want %q", line, want)
	}
	return err
}

// save writes a picture small: colours that few pixels have become their neighbours, which nobody sees.
func save(img *image.RGBA, file string) error {
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		return err
	}
	cmd := exec.Command("convert", "png:-", "-strip", "+dither", "-colors", "255", "-depth", "8",
		"-define", "png:compression-level=9", "-define", "png:exclude-chunks=all", "png8:"+file)
	cmd.Stdin = &data
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("convert: %w: %s", err, out)
	}
	return nil
}
