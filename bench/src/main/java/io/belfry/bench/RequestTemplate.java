package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// An HTTP request, built once, that is sent many times with another [Mark] each.
final class RequestTemplate {
  private final byte[] bytes;
  private final int markAt;

  private RequestTemplate(byte[] bytes, int markAt) {
    this.bytes = bytes;
    this.markAt = markAt;
  }

  /// A POST of JSON that contains [Mark#BLANK] once. `headers` are whole lines, each ending in
  /// CRLF.
  static RequestTemplate post(String path, String headers, String json) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + headers
            + "Content-Length: "
            + json.getBytes(UTF_8).length
            + "\r\n\r\n";
    int markAt = json.indexOf(Mark.BLANK);
    if (markAt < 0) {
      throw new IllegalArgumentException("no mark in the body: " + json);
    }
    int bodyAt = head.getBytes(US_ASCII).length;
    int before = json.substring(0, markAt).getBytes(UTF_8).length;
    return new RequestTemplate((head + json).getBytes(UTF_8), bodyAt + before);
  }

  ByteBuf marked(ByteBufAllocator allocator, long nanos, int number) {
    ByteBuf request = allocator.directBuffer(bytes.length, bytes.length).writeBytes(bytes);
    Mark.write(request, markAt, nanos, number);
    return request;
  }
}
