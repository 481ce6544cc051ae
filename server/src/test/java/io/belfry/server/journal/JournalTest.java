package io.belfry.server.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before each test.
final class JournalTest {
  private static final int CAPACITY = 1_000;
  private static final int HEAD = 16;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void begin() {
    file = folder.resolve("journal");
  }

  @Test
  void what_was_appended_is_read_in_order_after_opening_again() throws IOException {
    try (Journal journal = open("us")) {
      assertThat(journal.read().records()).isEmpty();
      write(journal, 7, "one", "", "three");
      journal.force();
    }

    assertThat(Files.size(file)).isEqualTo(CAPACITY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Journal journal = open("us")) {
      assertThat(journal.read().generation()).isEqualTo(7);
      assertThat(texts(journal)).containsExactly("one", "", "three");
    }
  }

  @Test
  void a_new_generation_hides_the_one_before_although_its_bytes_are_still_there()
      throws IOException {
    try (Journal journal = open("us")) {
      write(journal, 1, "aaaa", "bbbb", "cccc");
      write(journal, 2, "dddd");

      assertThat(texts(journal)).containsExactly("dddd");
      assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).contains("bbbb", "cccc");
    }
  }

  @Test
  void anothers_records_are_not_seen() throws IOException {
    try (Journal journal = open("them")) {
      write(journal, 1, "theirs");
    }
    try (Journal journal = open("us")) {
      assertThat(journal.read()).isEqualTo(new Journal.Contents(0, List.of()));
    }
  }

  @Test
  void whichever_byte_is_torn_the_records_before_are_whole() throws IOException {
    int first = HEAD + "first".length();
    for (int at = first; at < first + HEAD + "second".length(); at++) {
      try (Journal journal = open("us")) {
        write(journal, 1, "first", "second", "third");
        flip(at);
        assertThat(texts(journal)).containsExactly("first");
      }
    }
  }

  @Test
  void there_is_room_until_the_file_is_full_and_it_never_grows() throws IOException {
    try (Journal journal = open("us")) {
      journal.begin(1);
      int last = CAPACITY - HEAD;
      assertThat(journal.hasRoomFor(last)).isTrue();
      assertThat(journal.hasRoomFor(last + 1)).isFalse();
      journal.append(ByteBuffer.allocate(last));

      assertThat(journal.hasRoomFor(0)).isFalse();
      assertThat(journal.read().records()).hasSize(1);
      assertThat(Files.size(file)).isEqualTo(CAPACITY);
      journal.begin(2);
      assertThat(journal.hasRoomFor(last)).isTrue();
    }
  }

  @Test
  void what_was_erased_is_gone() throws IOException {
    try (Journal journal = open("us")) {
      write(journal, 1, "one", "two");
      journal.read();
      journal.erase();
      assertThat(journal.read().records()).isEmpty();
      assertThat(Files.readAllBytes(file)).containsOnly(0).hasSize(CAPACITY);

      write(journal, 1, "uno");
      assertThat(texts(journal)).containsExactly("uno");
    }
  }

  private Journal open(String owner) throws IOException {
    return Journal.open(file, CAPACITY, owner.getBytes(UTF_8));
  }

  private static void write(Journal journal, long generation, String... records)
      throws IOException {
    journal.begin(generation);
    for (String record : records) {
      journal.append(ByteBuffer.wrap(record.getBytes(UTF_8)));
    }
  }

  private static List<String> texts(Journal journal) throws IOException {
    return journal.read().records().stream()
        .map(record -> UTF_8.decode(record.duplicate()).toString())
        .toList();
  }

  private void flip(int at) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) ~one.get(0)).flip();
      channel.write(one, at);
    }
  }
}
