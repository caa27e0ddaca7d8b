package control

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/user"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"
)

// claim makes the pipe, which only its owner may open. The system itself lets one process create
// a pipe of a name and removes it with the process.
func claim(pipe string) (net.Listener, error) {
	me, err := user.Current()
	if err != nil {
		return nil, fmt.Errorf("find out who is signed in to the computer: %w", err)
	}
	l, err := winio.ListenPipe(pipe, &winio.PipeConfig{
		SecurityDescriptor: fmt.Sprintf("O:%[1]sD:P(A;;GA;;;%[1]s)", me.Uid),
		InputBufferSize:    64 << 10,
		OutputBufferSize:   64 << 10,
	})
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, windows.ERROR_ACCESS_DENIED), errors.Is(err, windows.ERROR_ALREADY_EXISTS),
		errors.Is(err, windows.ERROR_FILE_EXISTS), errors.Is(err, windows.ERROR_PIPE_BUSY):
		return nil, errTaken
	}
	return nil, fmt.Errorf("make the agent's pipe: %w", err)
}

// dial connects to an agent of the same user.
func dial(ctx context.Context, pipe string) (net.Conn, error) {
	conn, err := winio.DialPipeContext(ctx, pipe)
	if err != nil {
		return nil, err
	}
	if err := checkOwner(conn); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}
