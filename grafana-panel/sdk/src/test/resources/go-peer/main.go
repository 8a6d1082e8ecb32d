// A host built on hashicorp/go-plugin itself: starts the plugin given as arguments, makes the calls
// read from standard input ("/service/Method hexRequest" a line) and prints the answers as hex, then
// kills the plugin. PEER_MTLS=1 turns AutoMTLS on.
package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
)

type rawCodec struct{}

func (rawCodec) Marshal(v interface{}) ([]byte, error) { return *v.(*[]byte), nil }

func (rawCodec) Unmarshal(data []byte, v interface{}) error {
	*v.(*[]byte) = append([]byte(nil), data...)
	return nil
}

func (rawCodec) Name() string { return "proto" }

type connection struct{ plugin.NetRPCUnsupportedPlugin }

func (connection) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error { return nil }

func (connection) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, c *grpc.ClientConn) (interface{}, error) {
	return c, nil
}

func fail(what string, err error) {
	fmt.Println("FAILED", what, err)
	plugin.CleanupClients()
	os.Exit(1)
}

func call(conn *grpc.ClientConn, method string, request []byte) ([]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	desc := &grpc.StreamDesc{ServerStreams: true}
	stream, err := conn.NewStream(ctx, desc, method, grpc.ForceCodec(rawCodec{}))
	if err != nil {
		return nil, err
	}
	if err := stream.SendMsg(&request); err != nil {
		return nil, err
	}
	if err := stream.CloseSend(); err != nil {
		return nil, err
	}
	var answers []string
	for {
		var answer []byte
		err := stream.RecvMsg(&answer)
		if err == io.EOF {
			return answers, nil
		}
		if err != nil {
			return nil, err
		}
		answers = append(answers, hex.EncodeToString(answer))
		if strings.HasSuffix(method, "/RunStream") {
			return answers, nil
		}
	}
}

func main() {
	start := time.Now()
	client := plugin.NewClient(&plugin.ClientConfig{
		Cmd: exec.Command(os.Args[1], os.Args[2:]...),
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  1,
			MagicCookieKey:   "grafana_plugin_type",
			MagicCookieValue: "datasource",
		},
		VersionedPlugins: map[int]plugin.PluginSet{2: {"any": connection{}}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         os.Getenv("PEER_MTLS") == "1",
		Logger:           hclog.New(&hclog.LoggerOptions{Output: os.Stderr, Level: hclog.Trace, JSONFormat: true}),
	})
	rpc, err := client.Client()
	if err != nil {
		fail("connect", err)
	}
	if err := rpc.Ping(); err != nil {
		fail("ping", err)
	}
	fmt.Println("CONNECTED", time.Since(start).Milliseconds())
	dispensed, err := rpc.Dispense("any")
	if err != nil {
		fail("dispense", err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		parts := strings.SplitN(lines.Text(), " ", 2)
		request, err := hex.DecodeString(parts[1])
		if err != nil {
			fail("request", err)
		}
		answers, err := call(dispensed.(*grpc.ClientConn), parts[0], request)
		if err != nil {
			fail(parts[0], err)
		}
		fmt.Println("ANSWERS", parts[0], strings.Join(answers, " "))
	}
	start = time.Now()
	client.Kill()
	fmt.Println("KILLED", time.Since(start).Milliseconds(), client.Exited())
}
