package io.belfry.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An application's backend that calls now and then, with the client of the JDK.
final class Backend implements AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("\"broadcast\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String apiKey;

  Backend(int port, String apiKey) {
    this.base = "http://127.0.0.1:" + port + "/api/v1/";
    this.apiKey = apiKey;
  }

  /// Sends one notification to each of the users from 0 on.
  void sendToEach(int users) {
    for (int from = 0; from < users; from += AT_ONCE) {
      sendToAll(from, Math.min(users, from + AT_ONCE), "\"title\":\"First\"");
    }
  }

  /// Sends one notification, whose members are JSON without braces, to each of the users `from` to
  /// before `to`, 1,000 at the most.
  void sendToAll(int from, int to, String members) {
    String users =
        IntStream.range(from, to)
            .mapToObj(user -> "\"" + Dialect.userId(user) + "\"")
            .collect(Collectors.joining(","));
    String body = "{\"to\":[" + users + "]," + members + "}";
    call("POST", "notifications", HttpRequest.BodyPublishers.ofString(body), 202);
  }

  /// Sends notifications, each of them JSON with its user.
  void sendBatch(List<String> notifications) {
    String body =
        notifications.stream().collect(Collectors.joining(",", "{\"notifications\":[", "]}"));
    call("POST", "notifications/batch", HttpRequest.BodyPublishers.ofString(body), 200);
  }

  /// How many notifications `user` has on the first page of what is found by these parameters.
  int found(String user, String parameters) {
    return count(get("users/" + user + "/inbox?" + parameters));
  }

  /// How many notifications `user` has.
  int inboxSize(String user) {
    return count(inbox(user));
  }

  /// Whether the newest of them is a copy of a broadcast, and the oldest is none.
  boolean newestIsBroadcast(String user) {
    String inbox = inbox(user);
    return inbox.indexOf("\"broadcast\"") < inbox.indexOf("\"First\"")
        && inbox.lastIndexOf("\"broadcast\"") < inbox.indexOf("\"First\"");
  }

  /// Recalls the newest broadcast that `user` has, and returns when no copy of it is left.
  void recallNewest(String user) {
    Matcher id = ID.matcher(inbox(user));
    if (!id.find()) {
      throw new LoadException(user + " has no broadcast");
    }
    String path = "broadcasts/" + id.group(1);
    call("DELETE", path, HttpRequest.BodyPublishers.noBody(), 204);
    while (!get(path).contains("\"made\":0,")) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private static int count(String page) {
    return (int) Pattern.compile("\"id\":").matcher(page).results().count();
  }

  private String inbox(String user) {
    return get("users/" + user + "/inbox");
  }

  private String get(String path) {
    return call("GET", path, HttpRequest.BodyPublishers.noBody(), 200);
  }

  private String call(String method, String path, HttpRequest.BodyPublisher body, int expected) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != expected) {
        throw new LoadException(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new LoadException(method + " " + path + ": " + LoadException.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException(method + " " + path + " was interrupted", e);
    }
  }
}
