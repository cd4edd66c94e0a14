package conn_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/framing"
)

// quiet is an Observer that ignores everything.
type quiet struct{}

func (quiet) Throttled(time.Time, conn.RateExceeded) {}

func (quiet) IsAlone(time.Time) bool { return false }

// A server that echoes to one client.
func Example() {
	group := &conn.Group{
		Buffers: framing.NewBufferPool(2048), ReadBuffer: 2048,
		QueueBytes: 1 << 20, WriteTimeout: time.Second,
		QueueMemory: conn.NewMemoryBudget(1 << 20), MessageMemory: conn.NewMemoryBudget(1 << 20),
	}
	group.SetRateLimit(conn.RateLimit{})
	lc := conn.ListenConfig()
	listener, err := lc.Listen(context.Background(), "tcp4", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer listener.Close()
	group.Go(func() {
		accepted, err := listener.Accept()
		if err != nil {
			return
		}
		var c conn.Conn
		if tcp, ok := accepted.(*net.TCPConn); ok && c.Init(tcp, group, quiet{}) == nil {
			for m := range c.Messages() {
				c.Send(m.Bytes, len(m.Bytes))
			}
			c.CloseGracefully(time.Second)
		}
	})

	client, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprint(client, "hello")
	answer := make([]byte, 5)
	_, err = io.ReadFull(client, answer)
	client.Close()
	group.Wait()
	fmt.Println(string(answer), err)
	// Output: hello <nil>
}
