package io.belfry.server.inbox;

import java.util.List;

/// A text to look for, as words: whoever has it has each of them at the beginning of a word of
/// theirs, in whatever order. Scripts that do not put blanks between words (Chinese, Japanese, Thai
/// …) and symbols have no words but runs, and a run may stand anywhere within another one.
///
/// Accents, case and the forms of letters make no difference: see [FoldedText].
///
/// @param words as [FoldedText#words] gives them
public record TextSearch(List<String> words) {
  /// How many characters (code points) a text to look for can have.
  public static final int MAX_CHARACTERS = 256;

  /// How many words it can have.
  public static final int MAX_WORDS = 16;

  public TextSearch {
    words = List.copyOf(words);
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      throw new IllegalArgumentException("a search is for 1 to " + MAX_WORDS + " words");
    }
  }

  /// The words of `text`, each once; none when nothing in it can be looked for.
  public static List<String> words(String text) {
    var folded = new FoldedText();
    folded.add(text.toCharArray(), 0, text.length());
    return folded.words();
  }
}
