package io.belfry.server.app;

import io.belfry.server.auth.JwtOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// The secret of user tokens where none is configured: made once, kept in the data folder for its
/// owner alone.
final class Secrets {
  private static final String FILE = "jwt-secret";
  private static final int BYTES = 48;

  private Secrets() {}

  /// The secret in `data`, made when there is none.
  static String findOrMake(Path data) {
    Path file = data.resolve(FILE);
    try {
      if (Files.notExists(file)) {
        make(file);
      }
      return read(file);
    } catch (IOException failure) {
      throw new ConfigurationException("Cannot keep a secret in " + file + ": " + failure, failure);
    }
  }

  /// The secret in `data`, if there is one.
  static Optional<String> find(Path data) {
    Path file = data.resolve(FILE);
    try {
      return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    } catch (IOException failure) {
      throw new ConfigurationException("Cannot read " + file + ": " + failure, failure);
    }
  }

  /// A new secret.
  static String make() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static String read(Path file) throws IOException {
    String secret = Files.readString(file).strip();
    if (secret.length() < JwtOptions.MIN_SECRET_BYTES) {
      throw new ConfigurationException(
          file + " is shorter than 32 characters: remove it, and a new one is made.");
    }
    return secret;
  }

  private static void make(Path file) throws IOException {
    String secret = make();
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, secret.getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException other) {
      // Another process made it just now: theirs counts.
    }
  }
}
