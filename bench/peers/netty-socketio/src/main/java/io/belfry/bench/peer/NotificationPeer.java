package io.belfry.bench.peer;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketConfig;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// A notification center on netty-socketio and the JDK's HTTP server that keeps everything in
/// memory: the peer on the JVM that Belfry is measured against.
///
/// Arguments: HTTP port, Socket.IO port.
final class NotificationPeer {
  private static final String USER = "userId";

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
  private final SocketIOServer sockets;

  private NotificationPeer(int socketPort) {
    SocketConfig options = new SocketConfig();
    options.setReuseAddress(true);
    Configuration configuration = new Configuration();
    configuration.setHostname("127.0.0.1");
    configuration.setPort(socketPort);
    configuration.setSocketConfig(options);
    configuration.setUseLinuxNativeEpoll(Epoll.isAvailable());
    sockets = new SocketIOServer(configuration);
    sockets.getNamespace("").addAuthTokenListener(this::identify);
    sockets.addEventListener(
        "markNotificationRead",
        String.class,
        (client, id, _) -> {
          String user = client.get(USER);
          emit(user, "notificationCount", inbox(user).markRead(id));
        });
  }

  static void main(String[] args) throws IOException {
    NotificationPeer peer = new NotificationPeer(Integer.parseInt(args[1]));
    peer.sockets.start();
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    HttpServer http = HttpServer.create(address, 1024);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/health", exchange -> peer.answer(exchange, Map.of("status", "ok")));
    http.createContext("/api/send-notification", peer::send);
    http.createContext("/broadcast", peer::broadcast);
    http.start();
  }

  /// The library calls connect listeners at the WebSocket handshake, when the auth object is not
  /// there yet, so a socket is greeted here.
  private AuthTokenResult identify(Object token, SocketIOClient client) {
    if (token instanceof Map<?, ?> auth && auth.get(USER) instanceof String user) {
      client.set(USER, user);
      greet(client, user);
      return AuthTokenResult.AuthTokenResultSuccess;
    }
    return new AuthTokenResult(false, "userId missing");
  }

  private void greet(SocketIOClient client, String user) {
    client.joinRoom(user);
    List<Notification> unread = inbox(user).unread();
    client.sendEvent("notificationHistory", unread);
    client.sendEvent("notificationCount", unread.size());
  }

  private void send(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody());
    String user = request.path(USER).asText();
    Notification notification =
        new Notification(
            UUID.randomUUID().toString(),
            request.path("type").asText("info"),
            request.path("title").asText(),
            request.path("message").asText(),
            request.path("data").isObject()
                ? request.path("data")
                : JsonNodeFactory.instance.objectNode(),
            System.currentTimeMillis(),
            false);
    int unread = inbox(user).add(notification);
    emit(user, "notification", notification);
    emit(user, "notificationCount", unread);
    answer(exchange, Map.of("success", true, "notification", notification));
  }

  private void broadcast(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody());
    sockets
        .getBroadcastOperations()
        .sendEvent(request.path("event").asText(), request.path("data"));
    answer(exchange, Map.of("success", true));
  }

  private void emit(String user, String event, Object argument) {
    sockets.getRoomOperations(user).sendEvent(event, argument);
  }

  private Inbox inbox(String user) {
    return inboxes.computeIfAbsent(user, _ -> new Inbox());
  }

  private void answer(HttpExchange exchange, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
