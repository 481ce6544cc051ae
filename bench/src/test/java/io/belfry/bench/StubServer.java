package io.belfry.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The smallest server that speaks the peers' dialect, and the sync dialect to whom a `token`
/// names, on real sockets, with a fault to choose.
final class StubServer implements AutoCloseable {
  enum Fault {
    NONE,
    LOSES_THE_TENTH,
    DOUBLES_THE_TENTH,
    DELIVERS_TO_ANOTHER,
    ANSWERS_503,
    FORGETS_WHEN_RESTARTED,
    REFUSES_ONE_RETURN
  }

  private static final Pattern USER = Pattern.compile("\"userId\":\"(u\\d+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"(u\\d+)\"");
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

  private final Map<String, List<String>> inboxes = new ConcurrentHashMap<>();
  private final Set<String> synced = ConcurrentHashMap.newKeySet();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;
  private volatile Thread acceptor = Thread.currentThread();
  private volatile boolean refusesNext;
  private final Fault fault;
  private final Map<String, OutputStream> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger sends = new AtomicInteger();

  StubServer(Fault fault) throws IOException {
    this.fault = fault;
    listener = listenOn(0);
  }

  /// Cuts every connection off and listens anew on the same port.
  void restart() {
    try {
      int port = listener.getLocalPort();
      close();
      acceptor.join(); // Until then the port is not free.
      for (Socket connection : connections) {
        connection.close();
      }
      sockets.clear();
      if (fault == Fault.FORGETS_WHEN_RESTARTED) {
        inboxes.clear();
      }
      refusesNext = fault == Fault.REFUSES_ONE_RETURN;
      listener = listenOn(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Ports ports() {
    return new Ports(listener.getLocalPort(), listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private ServerSocket listenOn(int port) throws IOException {
    ServerSocket opened = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
    acceptor = Thread.ofVirtual().start(() -> accept(opened));
    return opened;
  }

  private void accept(ServerSocket opened) {
    try {
      while (true) {
        Socket socket = opened.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        if (head.startsWith("GET")) {
          serveWebSocket(in, socket.getOutputStream());
        } else {
          serveRequest(head, in, socket.getOutputStream());
        }
      }
    } catch (IOException closed) {
      // The client is gone.
    }
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private void serveWebSocket(DataInputStream in, OutputStream out) throws IOException {
    out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(ISO_8859_1));
    emit(out, "0{\"sid\":\"s\"}");
    emit(out, "2");
    while (in.readUnsignedByte() == 0x81) {
      int length = in.readUnsignedByte() & 0x7F;
      in.skipNBytes(4);
      String text = new String(in.readNBytes(length), ISO_8859_1);
      Matcher user = USER.matcher(text);
      if (text.startsWith("40") && user.find()) {
        sockets.put(user.group(1), out);
        emit(out, "40{\"sid\":\"s\"}");
        emit(out, "42[\"notificationHistory\",[]]");
        emit(out, "42[\"notificationCount\",0]");
      }
      Matcher token = TOKEN.matcher(text);
      if (text.startsWith("40") && token.find()) {
        greetSync(token.group(1), out);
      }
    }
  }

  private void greetSync(String user, OutputStream out) throws IOException {
    if (refusesNext) {
      refusesNext = false;
      emit(out, "44{\"message\":\"no\"}");
      return;
    }
    emit(out, "40{\"sid\":\"s\"}");
    List<String> inbox = inboxes.computeIfAbsent(user, _ -> new ArrayList<>());
    synchronized (inbox) {
      synced.add(user);
      sockets.put(user, out);
      emit(out, inboxEvent(true, inbox.size(), String.join(",", inbox)));
    }
  }

  private static String inboxEvent(boolean reset, int unread, String upserts) {
    return """
        42["inbox",{"epoch":"e","seq":%d,"reset":%s,"unread":%d,"unseen":0,"upserts":[%s]}]"""
        .formatted(unread, reset, unread, upserts);
  }

  private void serveRequest(String head, DataInputStream in, OutputStream out) throws IOException {
    Matcher length = LENGTH.matcher(head);
    String body =
        length.find()
            ? new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1)
            : "";
    if (head.startsWith("POST /broadcast ")) {
      for (OutputStream socket : sockets.values()) {
        deliver(socket, "42[\"bench\"," + body + "]");
      }
    } else {
      Matcher user = USER.matcher(body);
      String wanted = user.find() ? user.group(1) : "";
      String reached = fault == Fault.DELIVERS_TO_ANOTHER ? "u0" : wanted;
      if (synced.contains(reached)) {
        deliverSync(reached, body);
      } else {
        OutputStream socket = Objects.requireNonNull(sockets.get(reached));
        deliver(socket, "42[\"notification\"," + body + "]");
        deliver(socket, "42[\"notificationCount\",1]");
      }
    }
    String status = fault == Fault.ANSWERS_503 ? "503 Overloaded" : "200 OK";
    out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\n{}").getBytes(ISO_8859_1));
  }

  private void deliverSync(String user, String body) throws IOException {
    List<String> inbox =
        Objects.requireNonNull(inboxes.computeIfAbsent(user, _ -> new ArrayList<>()));
    synchronized (inbox) {
      inbox.add(body);
      OutputStream socket = sockets.get(user);
      if (socket != null) {
        deliver(socket, inboxEvent(false, inbox.size(), body));
      }
    }
  }

  private void deliver(OutputStream socket, String packet) throws IOException {
    boolean tenth = packet.contains("mark") && sends.incrementAndGet() == 10;
    if (fault != Fault.LOSES_THE_TENTH || !tenth) {
      emit(socket, packet);
    }
    if (fault == Fault.DOUBLES_THE_TENTH && tenth) {
      emit(socket, packet);
    }
  }

  private static void emit(OutputStream socket, String packet) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    if (packet.length() < 126) {
      frame.write(packet.length());
    } else {
      frame.write(126);
      frame.write(packet.length() >> 8);
      frame.write(packet.length());
    }
    frame.writeBytes(packet.getBytes(ISO_8859_1));
    synchronized (socket) {
      frame.writeTo(socket);
    }
  }
}
