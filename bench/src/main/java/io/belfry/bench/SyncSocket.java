package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One user's socket of the sync dialect, which comes back by itself and says then what it has. The
/// event loop's thread only.
final class SyncSocket implements WebSocketDecoder.Listener {
  private static final byte[] INBOX = Replica.EVENT.getBytes(US_ASCII);

  /// As long as `socket.io-client` waits unless told otherwise.
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SyncFleet fleet;
  private final LoadClient client;
  private final int user;
  private final String token;
  private final Replica replica;
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
  private @Nullable Channel channel;
  private int attempts;
  private boolean connected;
  private boolean live;

  SyncSocket(SyncFleet fleet, LoadClient client, int user, String token, Replica replica) {
    this.fleet = fleet;
    this.client = client;
    this.user = user;
    this.token = token;
    this.replica = replica;
  }

  int user() {
    return user;
  }

  void connect() {
    connected = true;
    int attempt = ++attempts;
    client.schedule(LIMIT.toNanos(), () -> giveUp(attempt));
    client.connect(
        client.ports().socket(),
        opened -> {
          channel = opened;
          opened.pipeline().addLast(new WebSocketDecoder(ClientSocket.PATH, this));
        },
        () -> {},
        this::closed);
  }

  /// Ends the connection without a word, as a network does; the socket then comes back.
  void drop() {
    if (live) {
      comeBackLater();
    }
  }

  @Override
  public void text(ChannelHandlerContext ctx, ByteBuf text) {
    if (ClientSocket.startsWith(text, INBOX)) {
      replica.apply(text);
      if (!live) {
        live = true;
        backoff.reset();
        fleet.live(this);
      }
      return;
    }
    switch (text.toString(text.readerIndex(), Math.min(2, text.readableBytes()), US_ASCII)) {
      case "0{" -> LoadClient.write(ctx.channel(), WebSocketDecoder.frame("40" + hello()));
      case "2" -> LoadClient.write(ctx.channel(), WebSocketDecoder.frame("3"));
      case "40" -> {} // An inbox event always follows.
      default -> closed(new LoadException("unexpected packet: " + text.toString(UTF_8)));
    }
  }

  @Override
  public void closed(Throwable cause) {
    if (connected) {
      fleet.disturbed(cause);
      comeBackLater();
    }
  }

  private void giveUp(int attempt) {
    if (attempt == attempts && connected && !live) {
      closed(new ConnectTimeoutException("not connected in " + LIMIT.toSeconds() + " s"));
    }
  }

  private String hello() {
    return "{\"token\":\"" + token + "\",\"since\":" + replica.since() + "}";
  }

  private void comeBackLater() {
    connected = false;
    if (live) {
      live = false;
      fleet.gone();
    }
    if (channel != null) {
      LoadClient.close(channel);
    }
    client.schedule(backoff.next().toNanos(), this::connect);
  }
}
