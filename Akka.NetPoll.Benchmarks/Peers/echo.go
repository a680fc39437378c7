// The model: an echo server on Go's net, a goroutine for each connection.
//
//	echo [-port N] [-buffer BYTES] [-discard] [-tls PEM] [-supervised]
//
// Its options and what it prints are those of epoll.c, and -tls.
package main

import (
	"crypto/tls"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
)

var (
	port       = flag.Int("port", 0, "0 lets the kernel choose")
	buffer     = flag.Int("buffer", 16*1024, "bytes that each connection reads into")
	discard    = flag.Bool("discard", false, "count, and answer the end of the stream with the count")
	pem        = flag.String("tls", "", "a file with certificate and key")
	supervised = flag.Bool("supervised", false, "end when standard input does")
)

func main() {
	flag.Parse()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if *pem != "" {
		certificate, err := tls.LoadX509KeyPair(*pem, *pem)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}})
	}
	fmt.Printf("listening on %d\n", listener.Addr().(*net.TCPAddr).Port)
	if *supervised {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			os.Exit(0)
		}()
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	bytes := make([]byte, *buffer)
	var count uint64
	for {
		n, err := conn.Read(bytes)
		count += uint64(n)
		if n > 0 && !*discard {
			if _, err := conn.Write(bytes[:n]); err != nil {
				return
			}
		}
		if err != nil {
			break
		}
	}
	if *discard {
		binary.Write(conn, binary.BigEndian, count)
	}
}
