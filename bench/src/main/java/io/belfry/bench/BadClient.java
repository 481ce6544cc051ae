package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The ways in which a client misbehaves. None may do the server any harm.
enum BadClient {
  /// Connects and resets the connection at once.
  RESETS {
    @Override
    void misbehave(Socket socket, String token) throws IOException {
      socket.setSoLinger(true, 0);
    }
  },

  /// Says half of a request's head, then nothing, then goes.
  SENDS_HALF_A_REQUEST {
    @Override
    void misbehave(Socket socket, String token) throws IOException {
      write(socket, "POST /api/v1/notifications HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le");
      LockSupport.parkNanos(HALF_OPEN.toNanos());
    }
  },

  /// Announces a body and ends in the middle of it.
  SENDS_HALF_A_BODY {
    @Override
    void misbehave(Socket socket, String token) throws IOException {
      write(
          socket,
          "POST /api/v1/notifications HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"to\":");
    }
  },

  /// Upgrades and sends a frame with reserved bits and without a mask: the server must close.
  SENDS_A_MALFORMED_FRAME {
    @Override
    void misbehave(Socket socket, String token) throws IOException {
      upgrade(socket);
      socket.getOutputStream().write(new byte[] {(byte) 0xF3, 0x03, 1, 2, 3});
      if (!endsWithin(socket, ANSWER_LIMIT)) {
        throw new LoadException("a malformed frame did not end its connection");
      }
    }
  },

  /// Identifies itself and never reads again, while its answers fill every buffer.
  NEVER_READS {
    @Override
    void misbehave(Socket socket, String token) throws IOException {
      upgrade(socket);
      OutputStream out = socket.getOutputStream();
      out.write(bytesOf("40{\"token\":\"" + token + "\",\"since\":null}"));
      for (int i = 0; i < QUESTIONS; i++) {
        out.write(bytesOf("420[\"getNotifications\",true]"));
      }
      LockSupport.parkNanos(STAY.toNanos());
    }
  };

  private static final Duration STAY = Duration.ofSeconds(20);
  private static final Duration HALF_OPEN = Duration.ofSeconds(3);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int SMALL_BUFFER = 4_096;
  private static final int QUESTIONS = 100;

  abstract void misbehave(Socket socket, String token) throws IOException;

  /// Does it once and blocks until it is over. A connection that the server ends is in order.
  ///
  /// @throws LoadException if the server does not do its part
  void visit(Ports ports, String token) {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(SMALL_BUFFER);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.socket()));
      misbehave(socket, token);
    } catch (IOException ended) {
      // The server may end such a connection whenever it likes.
    }
  }

  private static void upgrade(Socket socket) throws IOException {
    write(
        socket,
        "GET "
            + ClientSocket.PATH
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static byte[] bytesOf(String text) {
    var frame = WebSocketDecoder.frame(text);
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return bytes;
  }

  /// Reads until the server ends the connection; false if it has not within the limit.
  private static boolean endsWithin(Socket socket, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    InputStream in = socket.getInputStream();
    try {
      for (long left = limit.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        socket.setSoTimeout((int) left);
        if (in.read(new byte[SMALL_BUFFER]) < 0) {
          return true;
        }
      }
    } catch (SocketTimeoutException stillOpen) {
      return false;
    }
    return false;
  }
}
