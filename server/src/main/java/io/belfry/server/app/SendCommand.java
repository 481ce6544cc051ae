package io.belfry.server.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `belfry send USER TITLE [MESSAGE]`: sends a notification, as any backend would.
@Command(name = "send", description = "Sends a notification to a user of a running server.")
final class SendCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "USER", description = "The user id.")
  String user;

  @Parameters(index = "1", paramLabel = "TITLE", description = "The title.")
  String title;

  @Parameters(index = "2", arity = "0..1", paramLabel = "MESSAGE", description = "The message.")
  @Nullable String message;

  @Option(names = "--type", description = "info, success, warning, error, … (default: info).")
  @Nullable String type;

  @Option(names = "--priority", description = "low, normal, high or urgent (default: normal).")
  @Nullable String priority;

  @Option(names = "--link", paramLabel = "URL", description = "Where a click leads.")
  @Nullable String link;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:BELFRY_URL:-http://localhost:3000}",
      description = "The server (default: BELFRY_URL or http://localhost:3000).")
  String server;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "${env:BELFRY_API_KEY}",
      description = "An API key (default: BELFRY_API_KEY).")
  @Nullable String key;

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  SendCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("to", user).put("title", title);
    Optional.ofNullable(message).ifPresent(text -> body.put("message", text));
    Optional.ofNullable(type).ifPresent(text -> body.put("type", text));
    Optional.ofNullable(priority).ifPresent(text -> body.put("priority", text));
    Optional.ofNullable(link).ifPresent(text -> body.put("url", text));
    HttpResponse<String> answer = post(body.toString());
    boolean sent = answer.statusCode() == 201;
    var stream = sent ? spec.commandLine().getOut() : spec.commandLine().getErr();
    stream.println(answer.body());
    stream.flush();
    return sent ? 0 : 1;
  }

  private HttpResponse<String> post(String body) throws InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server + "/api/v1/notifications"))
              .timeout(Duration.ofSeconds(30))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (key != null) {
        request.header("Authorization", "Bearer " + key);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException refused) {
      throw new ConfigurationException("There is no server at " + server + ".", refused);
    } catch (IllegalArgumentException invalid) {
      throw new ConfigurationException(
          "--server takes an address such as http://localhost:3000, --key the key alone.", invalid);
    } catch (IOException failure) {
      throw new ConfigurationException("Cannot send to " + server + ": " + failure, failure);
    }
  }
}
