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

// title is the title of the main window.
const title = "Porchlight"

var (
	themes = []string{"light", "dark"}
	sizes  = []image.Point{{1280, 800}, {640, 420}}
)

// takeAll takes every scene, or only one, in every theme and size, and writes the page that shows all pictures.
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

// stage is the setup for one picture: a network, and a desktop on one of its computers.
type stage struct {
	desktop *desktop.Desktop
	program *desktop.Program
	title   string            // of the window to take
	home    *network.Computer // on which the program runs
	away    *network.Computer // from which the friends connect, each from an address of its own
	friends []*friend
	blocker *exec.Cmd
}

// take plays a scene and saves the picture of its window.
func take(program string, sc scene, theme string, size image.Point, file string) (err error) {
	lan, err := network.New()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lan.Close()) }()
	s := &stage{title: title}
	defer s.close()
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
	s.program, err = s.desktop.Start(desktop.Start{Command: append(s.home.On(program), sc.flags...), Theme: theme, NoAnimations: true, FirstRun: sc.first})
	if err != nil {
		return err
	}
	if err := s.desktop.Resize(title, size.X, size.Y); err != nil {
		return err
	}
	if err := s.desktop.MovePointer(image.Pt(1399, 899)); err != nil { // so that nothing is under the pointer
		return err
	}
	if _, err := s.stableScreenshot(); err != nil { // in the new size
		return err
	}
	if err := sc.play(s); err != nil {
		return fmt.Errorf("%w; the screen:\n%s", err, s.desktop.Page())
	}
	if err := s.desktop.MovePointer(image.Pt(1399, 899)); err != nil {
		return err
	}
	if sc.title != "" {
		s.title = sc.title
	}
	img, err := s.stableScreenshot()
	if err != nil {
		return err
	}
	return save(img, file)
}

// stableScreenshot returns a screenshot of the window once two in a row are equal. Only what changes every second may
// change later.
func (s *stage) stableScreenshot() (*image.RGBA, error) {
	last, err := s.desktop.WindowScreenshot(s.title)
	for range 100 {
		if err != nil {
			return nil, err
		}
		before := last
		time.Sleep(150 * time.Millisecond) // longer than the interval at which the window updates
		if last, err = s.desktop.WindowScreenshot(s.title); err == nil && desktop.Same(before, last) {
			return last, nil
		}
	}
	return nil, errors.New("the window does not stop changing")
}

// close ends everything on the stage.
func (s *stage) close() {
	for _, f := range s.friends {
		end(f.cmd)
	}
	if s.blocker != nil {
		end(s.blocker)
	}
	if s.desktop != nil {
		s.desktop.Close()
	}
}

func end(cmd *exec.Cmd) {
	_ = cmd.Process.Kill() // fails only if it has ended
	_ = cmd.Wait()         // it was killed
}

func (s *stage) waitForText(phrase string) error { return s.desktop.WaitForReadText(s.program, phrase) }

func (s *stage) click(phrase string) error { return s.desktop.ClickReadText(s.program, phrase) }

// occupy has another program listen on a port of the window's computer.
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
	s.blocker = cmd
	return expectLine(bufio.NewReader(out), "listening")
}

// friend is a player on the other computer.
type friend struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	out   *bufio.Reader
}

// connect connects the i-th friend from an address of its own.
func (s *stage) connect(i int) (*friend, error) {
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
	return f, expectLine(f.out, "connected")
}

// echo sends a message and waits until it comes back.
func (f *friend) echo(msg string) error {
	if _, err := fmt.Fprintln(f.stdin, msg); err != nil {
		return err
	}
	return expectLine(f.out, "heard '"+msg+"'")
}

func expectLine(out *bufio.Reader, want string) error {
	line, err := out.ReadString('\n')
	if err == nil && strings.TrimSpace(line) != want {
		err = fmt.Errorf("a client printed %q, want %q", line, want)
	}
	return err
}

// save writes a picture as a small file: rare colours become similar ones, which is invisible.
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
