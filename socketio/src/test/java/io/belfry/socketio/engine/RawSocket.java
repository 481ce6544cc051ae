package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    } else if (payload.length <= 0xFFFF) {
      frame.write(0x80 | 126);
      frame.write(payload.length >>> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
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

  /// The same bytes, so many times.
  public static byte[] repeated(int times, byte[] bytes) {
    ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(times, bytes.length));
    while (all.hasRemaining()) {
      all.put(bytes);
    }
    return all.array();
  }

  /// An HTTP request with these header lines, and with a body that they tell of.
  public static byte[] request(String method, String target, String body, String... headers) {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: a\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] get(String query, String... headers) {
    return request("GET", "/engine.io/?" + query, "", headers);
  }

  public static byte[] post(String query, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
    return request("POST", "/engine.io/?" + query, body, all);
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

  /// Writes as much of it as the other side lets in.
  public RawSocket pour(byte[]... parts) {
    try {
      write(parts);
    } catch (IOException e) {
      // The other side has closed before the end of it.
    }
    return this;
  }

  /// An HTTP response.
  public record Response(int status, String head, String body) {
    /// The value of the header, or an empty string.
    public String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /// Reads an HTTP response with a body of a known length.
  public Response readResponse() throws IOException {
    String head = readHead();
    Response response = new Response(Integer.parseInt(head.substring(9, 12)), head, "");
    String length = response.header("Content-Length");
    return length.isEmpty()
        ? response
        : new Response(response.status(), head, readBytes(Integer.parseInt(length)));
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
    return new String(readExactly(length), StandardCharsets.UTF_8);
  }

  /// Reads this many bytes, as they are.
  public byte[] readExactly(int length) throws IOException {
    return in.readNBytes(length);
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

  /// A frame: its flags and opcode, and its payload.
  public record Frame(int firstByte, ByteBuf content) {
    public byte[] payload() {
      return ByteBufUtil.getBytes(content);
    }
  }

  /// Reads a frame.
  public Frame readAnyFrame() throws IOException {
    int firstByte = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    return new Frame(firstByte, Unpooled.wrappedBuffer(in.readNBytes(length)));
  }

  /// Reads a frame that is not compressed: its opcode as a letter (`T`, `B`, `C`, `O`), then its
  /// payload; of a close frame its status.
  public String readFrame() throws IOException {
    Frame frame = readAnyFrame();
    byte[] payload = frame.payload();
    return switch (frame.firstByte()) {
      case 0x81 -> "T" + new String(payload, StandardCharsets.UTF_8);
      case 0x82 -> "B" + new String(payload, StandardCharsets.ISO_8859_1);
      case 0x88 -> "C" + (((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF));
      case 0x8A -> "O" + new String(payload, StandardCharsets.UTF_8);
      default -> throw new AssertionError("first byte " + frame.firstByte());
    };
  }

  /// Reads up to the close frame.
  public String readClose() throws IOException {
    String frame = readFrame();
    while (!frame.startsWith("C")) {
      frame = readFrame();
    }
    return frame;
  }

  /// Breaks the connection off: the other side hears of it as an error, not as an end.
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
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
