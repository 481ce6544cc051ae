package io.belfry.socketio.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A TCP connection that writes and reads bytes as the test says.
public final class RawSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  public RawSocket(int port) throws IOException {
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  public static byte[] upgradeRequest(String target) {
    return ("GET "
            + target
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive, Upgrade\r\n"
            + "Upgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// A masked frame; the mask covers all four bytes.
  public static byte[] frame(int firstByte, byte[] payload) {
    byte[] mask = {0x12, (byte) 0xA5, 0x77, (byte) 0xF0};
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >>> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i & 3]);
    }
    return frame.toByteArray();
  }

  public static byte[] textFrame(String text) {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  public RawSocket write(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    out.write(all.toByteArray());
    out.flush();
    return this;
  }

  /// Reads the head of an HTTP response.
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /// Reads this many bytes.
  public String readBytes(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /// Reads until the other side ends the connection.
  public String readRest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /// Opens a WebSocket session and reads the handshake.
  public RawSocket open(String target) throws IOException {
    write(upgradeRequest(target));
    readHead();
    readFrame();
    return this;
  }

  /// Reads a short frame: its opcode as a letter (`T`, `B`, `C`, `O`), then its payload; of a close
  /// frame its status.
  public String readFrame() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] payload = in.readNBytes(length);
    return switch (opcode) {
      case 0x1 -> "T" + new String(payload, StandardCharsets.UTF_8);
      case 0x2 -> "B" + new String(payload, StandardCharsets.ISO_8859_1);
      case 0x8 -> "C" + (((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF));
      case 0xA -> "O" + new String(payload, StandardCharsets.UTF_8);
      default -> throw new AssertionError("opcode " + opcode);
    };
  }

  /// Whether the other side has ended the connection, after reading whatever is left.
  public boolean isEnded() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException e) {
      return !(e instanceof SocketTimeoutException);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
