package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonFormatValidator;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// `openapi.yaml` as a judge of what a server answers.
final class Contract {
  private static final String BASE = "https://contract.test/openapi";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final JsonObject document;
  private final SchemaRepository schemas;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();

  Contract() throws IOException {
    try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
      Map<String, Object> yaml = new Yaml().load(file);
      this.document = new JsonObject(yaml);
    }
    var options =
        new JsonSchemaOptions()
            .setBaseUri("https://contract.test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    this.schemas = SchemaRepository.create(options, new Formats());
    schemas.dereference(BASE, JsonSchema.of(document.copy()));
    for (String path : document.getJsonObject("paths").fieldNames()) {
      JsonObject item = document.getJsonObject("paths").getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          String id = item.getJsonObject(method).getString("operationId");
          operations.put(id, new Operation(method, path, item.getJsonObject(method)));
        }
      }
    }
  }

  /// Every operation as `METHOD path operationId`.
  Set<String> operations() {
    Set<String> all = new TreeSet<>();
    operations.forEach(
        (id, each) ->
            all.add(
                each.method().toUpperCase(java.util.Locale.ROOT) + " " + each.path() + " " + id));
    return all;
  }

  /// The statuses that operation `id` may be answered with.
  Set<String> statuses(String id) {
    return operation(id).said().getJsonObject("responses").fieldNames();
  }

  /// What was answered so far, as `operationId status`.
  Set<String> seen() {
    return seen;
  }

  /// The schema of that name.
  JsonObject schema(String name) {
    return document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  /// Fails unless `body` is one that operation `id` takes.
  void takes(String id, String body) {
    Operation operation = operation(id);
    String pointer = operation.pointer() + "/requestBody/content/application~1json/schema";
    assertThat(errors(pointer, Json.decodeValue(body))).as("%s takes %s", id, body).isEmpty();
  }

  /// Fails unless `answer` is one that operation `id` may give: status, media type, headers, body.
  void gives(String id, ApiClient.Answer answer) {
    String status = Integer.toString(answer.status());
    JsonObject said = operation(id).said().getJsonObject("responses").getJsonObject(status);
    assertThat(said).as("%s may answer %s", id, answer).isNotNull();
    String pointer = operation(id).pointer() + "/responses/" + status;
    if (said.containsKey("$ref")) {
      String name = said.getString("$ref").substring("#/components/responses/".length());
      said = document.getJsonObject("components").getJsonObject("responses").getJsonObject(name);
      pointer = "/components/responses/" + name;
    }
    JsonObject headers = said.getJsonObject("headers", new JsonObject());
    for (String header : headers.fieldNames()) {
      if (!headers.getJsonObject(header).getBoolean("required", true)) {
        continue;
      }
      assertThat(answer.response().headers().firstValue(header)).as(header).isNotEmpty();
    }
    JsonObject content = said.getJsonObject("content");
    if (content == null) {
      assertThat(answer.text()).isEmpty();
    } else {
      String type = answer.type().split(";", 2)[0];
      assertThat(content.fieldNames()).as("media types of %s %s", id, status).contains(type);
      Object body = type.contains("json") ? Json.decodeValue(answer.text()) : answer.text();
      String schema = pointer + "/content/" + type.replace("/", "~1") + "/schema";
      assertThat(errors(schema, body)).as("%s answered %s", id, answer).isEmpty();
    }
    seen.add(id + " " + status);
  }

  private List<String> errors(String pointer, Object value) {
    OutputUnit result =
        schemas
            .validator(JsonSchema.of(new JsonObject().put("$ref", BASE + "#" + pointer)))
            .validate(value);
    List<String> errors = new ArrayList<>();
    if (!Boolean.TRUE.equals(result.getValid())) {
      result
          .getErrors()
          .forEach(error -> errors.add(error.getInstanceLocation() + " " + error.getError()));
    }
    return errors;
  }

  private Operation operation(String id) {
    return Objects.requireNonNull(operations.get(id), id);
  }

  private record Operation(String method, String path, JsonObject said) {
    String pointer() {
      String escaped = path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
      return "/paths/" + escaped + "/" + method;
    }
  }

  /// The formats whose form can be wrong here: `date-time` with milliseconds, `uuid`.
  private static final class Formats implements JsonFormatValidator {
    @Override
    public @Nullable String validateFormat(String type, @Nullable String format, Object value) {
      boolean valid =
          switch (format) {
            case "date-time" -> isInstant(value.toString());
            case "uuid" -> value.toString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            case null, default -> true;
          };
      return valid ? null : "not a " + format;
    }

    private static boolean isInstant(String text) {
      try {
        Instant.parse(text);
        return text.matches(".*\\.[0-9]{3}Z");
      } catch (DateTimeParseException invalid) {
        return false;
      }
    }
  }
}
