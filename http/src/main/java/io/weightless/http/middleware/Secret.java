package io.weightless.http.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Something that only who may come in knows, and a comparison with it that takes the same time
/// whatever is compared: how long it takes tells nothing of how much of a guess was right.
///
/// ```java
/// Secret token = Secret.of(System.getenv("TOKEN"));
/// handler.in(BearerAuthentication.of("metrics", token::is));
/// ```
///
/// It keeps the SHA-256 of the text, and is for secrets that nobody can guess; passwords of people
/// take a slow hash with salt, and an [offload][io.weightless.offload.Offload] for that.
public final class Secret {
  private final byte[] digest;

  private Secret(byte[] digest) {
    this.digest = digest;
  }

  public static Secret of(String text) {
    return new Secret(digest(text));
  }

  /// Whether `text` is this one.
  public boolean is(String text) {
    return MessageDigest.isEqual(digest, digest(text));
  }

  /// Of SHA-256.
  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /// Does not give it away.
  @Override
  public String toString() {
    return "Secret";
  }
}
