package io.belfry.server.inbox;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Text in the form in which it is searched: words and runs, a blank before each, with what makes
/// no difference taken away. That is compatibility decomposition (NFKD), no marks that are only
/// added to letters (accents, vowel points), one case, plain digits. Marks that are letters of
/// their script, such as the vowels of Hindi and Thai, stay.
///
/// Not safe for several threads: one is used again for text after text.
final class FoldedText {
  private static final char BLANK = ' ';

  /// Scripts that do not put blanks between words.
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  /// Scripts whose marks are added to letters that are written without them, too; those that are
  /// for several scripts are of `INHERITED`.
  private static final Set<UnicodeScript> WITH_ACCENTS =
      EnumSet.of(
          UnicodeScript.INHERITED,
          UnicodeScript.CYRILLIC,
          UnicodeScript.HEBREW,
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC);

  /// Letters of these scripts begin here; before, nothing has to be looked up.
  private static final int FIRST_UNSPACED = 0x0E00;

  private static final int TATWEEL = 0x0640;
  private static final int LONG_VOWEL = 0x30FC;
  private static final int VOICED = 0x3099;
  private static final int HALF_VOICED = 0x309A;

  /// What letters become that are decomposed without regard to others, by their code from
  /// [#FIRST_KNOWN] on; `""` for what is not one of them.
  private static final String[] KNOWN = known();

  private static final int FIRST_KNOWN = 0x80;
  private static final int PAST_KNOWN = 0x0700;

  private char[] chars = new char[512];
  private int length;
  private boolean inRun;

  void clear() {
    length = 0;
  }

  /// Adds `count` characters of `text` from `from` on; what is added is no part of a word before.
  void add(char[] text, int from, int count) {
    blank();
    int end = from + count;
    int i = from;
    while (i < end) {
      char c = text[i];
      if (isKnown(c)) {
        addKnown(c);
        i++;
      } else {
        int next = i + 1;
        while (next < end && !isKnown(text[next])) {
          next++;
        }
        addAny(new String(text, i, next - i));
        i = next;
      }
    }
  }

  /// The words and runs, each once, in the form that [#hasAll] looks for: words begin with a blank,
  /// since they are to be found at the beginning of others.
  List<String> words() {
    return Stream.of(new String(chars, 0, length).split(" "))
        .filter(each -> !each.isEmpty())
        .map(each -> isOfRun(each.codePointAt(0)) ? each : BLANK + each)
        .distinct()
        .toList();
  }

  /// Whether all that `search` looks for is here.
  boolean hasAll(TextSearch search) {
    for (String each : search.words()) {
      if (!has(each)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(String word) {
    char first = word.charAt(0);
    int last = length - word.length();
    for (int i = 0; i <= last; i++) {
      if (chars[i] == first && isAt(i, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(int place, String word) {
    for (int i = 1; i < word.length(); i++) {
      if (chars[place + i] != word.charAt(i)) {
        return false;
      }
    }
    int end = place + word.length();
    return end == length || !isSoundMark(chars[end]);
  }

  private static boolean isKnown(char c) {
    return c < FIRST_KNOWN || (c < PAST_KNOWN && !KNOWN[c - FIRST_KNOWN].isEmpty());
  }

  private void addKnown(char c) {
    if (c >= FIRST_KNOWN) {
      addOfWord(KNOWN[c - FIRST_KNOWN]);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      addOfWord(c);
    } else if (c >= 'A' && c <= 'Z') {
      addOfWord((char) (c | 0x20));
    } else {
      blank();
    }
  }

  private void addAny(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      add(c);
    }
  }

  private void add(int c) {
    switch (Character.getType(c)) {
      case Character.LOWERCASE_LETTER,
          Character.UPPERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          addLetter(c);
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
        if (!isAccent(c)) {
          addMark(c);
        }
      }
      case Character.COMBINING_SPACING_MARK -> addMark(c);
      case Character.DECIMAL_DIGIT_NUMBER -> addOfWord((char) ('0' + Character.digit(c, 10)));
      case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> addOfWord(c);
      case Character.OTHER_SYMBOL -> addOfRun(c);
      // Joiners, soft hyphens, marks of direction.
      case Character.FORMAT -> {}
      default -> blank();
    }
  }

  private void addLetter(int c) {
    if (isOfRun(c)) {
      addOfRun(c);
      return;
    }
    int lower = Character.toLowerCase(Character.toUpperCase(c));
    switch (lower) {
      case TATWEEL -> {}
      case 'ß' -> addOfWord("ss");
      case 'æ' -> addOfWord("ae");
      case 'œ' -> addOfWord("oe");
      case 'ø' -> addOfWord('o');
      case 'ł' -> addOfWord('l');
      case 'đ' -> addOfWord('d');
      default -> addOfWord(lower);
    }
  }

  /// Adds a mark to the letter before it, of whichever kind that is.
  private void addMark(int c) {
    if (inRun) {
      append(c);
    } else {
      addOfWord(c);
    }
  }

  private void addOfWord(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      addOfWord(letters.charAt(i));
    }
  }

  private void addOfWord(int c) {
    if (inRun) {
      blank();
    }
    append(c);
  }

  private void addOfRun(int c) {
    if (!inRun) {
      blank();
      inRun = true;
    }
    append(c);
  }

  private void blank() {
    inRun = false;
    if (length == 0 || chars[length - 1] != BLANK) {
      append(BLANK);
    }
  }

  private void append(int c) {
    if (length + 2 > chars.length) {
      chars = Arrays.copyOf(chars, chars.length * 2);
    }
    length += Character.toChars(c, chars, length);
  }

  private static String[] known() {
    var known = new String[PAST_KNOWN - FIRST_KNOWN];
    var folded = new FoldedText();
    for (int i = 0; i < known.length; i++) {
      int c = FIRST_KNOWN + i;
      folded.clear();
      if (Character.isLetter(c)) {
        folded.addAny(Character.toString(c));
      }
      known[i] = new String(folded.chars, 0, folded.length);
    }
    return known;
  }

  private static boolean isAccent(int c) {
    return !isSoundMark(c) && WITH_ACCENTS.contains(UnicodeScript.of(c));
  }

  /// Whether it makes another sound of the kana before it, as が is of か.
  private static boolean isSoundMark(int c) {
    return c == VOICED || c == HALF_VOICED;
  }

  private static boolean isOfRun(int c) {
    return Character.getType(c) == Character.OTHER_SYMBOL
        || c == LONG_VOWEL
        || (c >= FIRST_UNSPACED && Character.isLetter(c) && UNSPACED.contains(UnicodeScript.of(c)));
  }
}
