package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.RequestGate;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of settings in the README, against the settings.
class ReadmeSettingsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.]+)` \\| ([^|]+) \\|");
  private static final long MIB = 1 << 20;

  @Test
  void each_setting_is_in_the_table_with_its_default() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    collect("", SocketIoOptions.defaults(), settings);

    assertThat(table()).isNotEmpty().containsExactlyInAnyOrderEntriesOf(settings);
  }

  private static Map<String, String> table() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher rows = ROW.matcher(readme.substring(readme.indexOf("## All settings")));
    Map<String, String> table = new LinkedHashMap<>();
    while (rows.find()) {
      assertThat(table.put(rows.group(1), rows.group(2))).as(rows.group(1) + " before").isNull();
    }
    return table;
  }

  private static void collect(String prefix, Record settings, Map<String, String> into) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String name = prefix + component.getName();
      Object value = valueOf(component, settings);
      if (value instanceof Record nested) {
        collect(name + ".", nested, into);
      } else {
        into.put(name, text(value));
      }
    }
  }

  private static Object valueOf(RecordComponent component, Record settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Duration time when time.toMinutes() > 0 && time.toSecondsPart() == 0 ->
          time.toMinutes() + " min";
      case Duration time -> time.toSeconds() + " s";
      case Integer number -> text(number.longValue());
      case Long number when number > 0 && number % MIB == 0 -> number / MIB + " MiB";
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      case Boolean yes -> yes ? "yes" : "no";
      case RequestGate gate when gate == RequestGate.OPEN -> "`RequestGate.OPEN`";
      case Collection<?> none when none.isEmpty() -> "none";
      case Collection<?> some ->
          some.stream().map(each -> "`" + each + "`").sorted().collect(Collectors.joining(", "));
      case String none when none.isEmpty() -> "none";
      case String some -> "`" + some + "`";
      default -> String.valueOf(value);
    };
  }
}
