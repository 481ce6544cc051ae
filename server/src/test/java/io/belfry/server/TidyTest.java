package io.belfry.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What holds for every tracked file of the repository, beyond what compilers and formatters see.
final class TidyTest {
  private static final int MAX_CODE_LINES = 300;
  private static final int MAX_JAVA_COLUMNS = 100;
  private static final Set<String> BINARY = Set.of("png", "ico", "jar", "woff2", "svg");
  private static final Set<String> VAGUE_PACKAGES =
      Set.of("util", "utils", "common", "helper", "helpers", "impl", "entities", "misc");

  // Written so that none of them matches itself.
  private static final Pattern UNFINISHED = Pattern.compile("\\b(T[O]DO|F[I]XME|H[A]CK|X[X]X)\\b");
  private static final Pattern PRINTING =
      Pattern.compile("System\\.(out|err)\\b|\\.printStackTrace\\(\\)");
  private static final Pattern SLEEPING =
      Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
  private static final Pattern HOME_PATH = Pattern.compile("/(home|Users|root)/[A-Za-z.]");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern DOWNLOAD_ADDRESS = Pattern.compile("\"resolved\": \"https?:");
  private static final Pattern COMMENT_OR_BLANK = Pattern.compile("\\s*(//.*|/?\\*.*)?");

  private static List<Source> sources = List.of();

  /// A tracked file; `path` is relative to the repository's root, with slashes.
  private record Source(String path, List<String> lines) {
    boolean isJava() {
      return path.endsWith(".java");
    }

    boolean isTest() {
      return path.contains("/src/test/") || path.endsWith(".test.ts");
    }

    Path directory() {
      Path parent = Path.of(path).getParent();
      return parent == null ? Path.of("") : parent;
    }
  }

  @BeforeAll
  static void read_tracked_files() throws Exception {
    Path root = root();
    Process git = new ProcessBuilder("git", "ls-files", "-z").directory(root.toFile()).start();
    String listed = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as("git ls-files").isZero();
    sources =
        Stream.of(listed.split("\0"))
            .filter(path -> !BINARY.contains(path.substring(path.lastIndexOf('.') + 1)))
            .filter(path -> !path.contains("FuzzTestInputs/"))
            .filter(path -> Files.isRegularFile(root.resolve(path)))
            .map(path -> new Source(path, lines(root.resolve(path))))
            .toList();
    assertThat(sources.size()).as("tracked text files").isPositive();
  }

  @Test
  void no_source_file_is_longer_than_300_lines_of_code() {
    assertThat(sources)
        .filteredOn(source -> source.isJava() || source.path().endsWith(".ts"))
        .filteredOn(source -> codeLines(source) > MAX_CODE_LINES)
        .extracting(source -> source.path() + ": " + codeLines(source))
        .isEmpty();
  }

  @Test
  void no_java_line_is_longer_than_100_columns() {
    assertThat(offences(Source::isJava, line -> width(line) > MAX_JAVA_COLUMNS)).isEmpty();
  }

  @Test
  void only_programs_for_people_print() {
    Predicate<Source> silent =
        source ->
            source.isJava()
                && !source.path().startsWith("server/src/main/java/io/belfry/server/app/")
                && !source.path().startsWith("bench/");
    assertThat(offences(silent, PRINTING.asPredicate())).isEmpty();
  }

  @Test
  void no_test_sleeps() {
    assertThat(offences(Source::isTest, SLEEPING.asPredicate())).isEmpty();
  }

  @Test
  void nothing_is_left_to_be_done_in_a_comment() {
    assertThat(offences(TidyTest::isOurs, UNFINISHED.asPredicate())).isEmpty();
  }

  @Test
  void nothing_names_a_home_directory() {
    assertThat(offences(TidyTest::isOurs, HOME_PATH.asPredicate())).isEmpty();
  }

  @Test
  void lock_files_name_no_download_address() {
    assertThat(
            offences(
                source -> source.path().endsWith("package-lock.json"),
                DOWNLOAD_ADDRESS.asPredicate()))
        .isEmpty();
  }

  @Test
  void every_relative_link_of_the_documentation_leads_somewhere() {
    List<String> dead = new ArrayList<>();
    for (Source page : sources) {
      if (page.path().endsWith(".md")) {
        LINK.matcher(String.join("\n", page.lines()))
            .results()
            .map(link -> target(page, link))
            .filter(target -> !Files.exists(root().resolve(target)))
            .forEach(target -> dead.add(page.path() + " -> " + target));
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void every_package_says_that_nothing_in_it_is_null() {
    Set<Path> marked =
        sourcesIn("/src/main/java/")
            .filter(source -> source.path().endsWith("/package-info.java"))
            .filter(source -> source.lines().contains("@NullMarked"))
            .map(Source::directory)
            .collect(Collectors.toUnmodifiableSet());
    assertThat(sourcesIn("/src/main/java/").map(Source::directory).distinct())
        .isNotEmpty()
        .filteredOn(directory -> !marked.contains(directory))
        .as("packages without @NullMarked")
        .isEmpty();
  }

  @Test
  void packages_are_named_for_what_they_do() {
    Set<Path> packages =
        sourcesIn("/java/").map(Source::directory).collect(Collectors.toUnmodifiableSet());
    assertThat(packages)
        .isNotEmpty()
        .filteredOn(TidyTest::isVague)
        .as("packages named for nothing")
        .isEmpty();
  }

  private static Stream<Source> sourcesIn(String folder) {
    return sources.stream().filter(Source::isJava).filter(s -> s.path().contains(folder));
  }

  private static boolean isVague(Path folder) {
    return StreamSupport.stream(folder.spliterator(), false)
        .anyMatch(name -> VAGUE_PACKAGES.contains(name.toString()));
  }

  /// Whether people wrote it: not a licence, not a list that a package manager keeps.
  private static boolean isOurs(Source source) {
    return !source.path().endsWith("package-lock.json") && !source.path().endsWith("LICENSE");
  }

  private static List<String> offences(Predicate<Source> where, Predicate<String> isOffence) {
    List<String> found = new ArrayList<>();
    for (Source source : sources) {
      if (!where.test(source)) {
        continue;
      }
      for (int i = 0; i < source.lines().size(); i++) {
        if (isOffence.test(source.lines().get(i))) {
          found.add(source.path() + ":" + (i + 1));
        }
      }
    }
    return found;
  }

  private static long codeLines(Source source) {
    return source.lines().stream()
        .filter(line -> !COMMENT_OR_BLANK.matcher(line).matches())
        .count();
  }

  private static int width(String line) {
    return line.codePointCount(0, line.length());
  }

  /// Where a link leads, from the root; the root itself for a link that is not to a file.
  private static Path target(Source page, MatchResult link) {
    String address = link.group(1);
    String file = address.split("#", 2)[0];
    if (file.isEmpty() || address.contains("://") || address.startsWith("mailto:")) {
      return Path.of("");
    }
    return page.directory().resolve(file).normalize();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".git"))) {
      Path parent = folder.getParent();
      assertThat(parent).as("a folder above with .git").isNotNull();
      folder = parent;
    }
    return folder;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("not text in UTF-8: " + file, failure);
    }
  }
}
