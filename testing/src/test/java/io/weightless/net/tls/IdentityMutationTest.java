package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.Certificates;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates and keys that were damaged at random are an identity all the same, or refused in
/// one line that tells nothing of the key.
@OneEngine
final class IdentityMutationTest {
  private static final int ROUNDS = 2_000;

  /// As many characters of a key as chance does not bring about.
  private static final int TELLING = 10;

  /// To try other damages, set the system property.
  private static final long SEED = Long.getLong("weightless.seed", 1);

  private static final List<String> NAMES =
      List.of("server", "rsa", "pss", "ed25519", "ed448", "client", "self-signed");

  private static final String NASTY = "\r\n\0 \t-=:ABEGINDYKPVT0+/\u00ff\u2028";

  @TempDir Path directory;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private int accepted;
  private int refused;

  @Test
  void damagedTextIsReadOrRefusedInOneLine() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      String chain = text(name + ".pem");
      String key = key(name);
      boolean inKey = random.nextBoolean();
      tryIt(round, inKey ? chain : damaged(chain), inKey ? damaged(key) : key, key);
    }
    assertThat(accepted).isGreaterThan(ROUNDS / 100);
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void damagedDerIsReadOrRefusedInOneLine() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      String key = key(name);
      String certificate = Armour.of("CERTIFICATE", damaged(Armour.der(text(name + ".pem"))));
      tryIt(round, text(name + ".pem") + certificate, key, key);
      tryIt(round, certificate, key, key);
      tryIt(round, text(name + ".pem"), Armour.of(label(key), damaged(Armour.der(key))), key);
    }
    assertThat(refused).isGreaterThan(ROUNDS);
  }

  private void tryIt(int round, String chain, String key, String original) {
    try {
      assertThat(Identity.parse(chain, key).chain()).isNotEmpty();
      accepted++;
    } catch (IOException e) {
      refused++;
      assertThat(e).as("seed %d, round %d", SEED, round).isExactlyInstanceOf(IOException.class);
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        assertThat(cause.getMessage()).matches("[^\\p{Cntrl}\u2028\u2029]{10,400}");
        assertTellsNothing(cause.getMessage(), Armour.body(original));
      }
    }
  }

  private static void assertTellsNothing(String message, String key) {
    for (int i = 0; i + TELLING <= key.length(); i++) {
      assertThat(message.contains(key.substring(i, i + TELLING))).as(message).isFalse();
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(Certificates.file(file, directory));
  }

  /// In one of the forms that there are of it.
  private String key(String name) throws IOException {
    return switch (random.nextBoolean() ? name : "") {
      case "server" -> text("server-sec1.key");
      case "rsa" -> text("rsa-pkcs1.key");
      default -> text(name + ".key");
    };
  }

  private static String label(String key) {
    String end = key.substring(key.lastIndexOf("-----END ") + 9);
    return end.substring(0, end.indexOf('-'));
  }

  private String damaged(String text) {
    StringBuilder result = new StringBuilder(text);
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && !result.isEmpty(); i++) {
      int place = random.nextInt(result.length());
      switch (random.nextInt(5)) {
        case 0 -> result.deleteCharAt(place);
        case 1 -> result.setCharAt(place, NASTY.charAt(random.nextInt(NASTY.length())));
        case 2 -> result.insert(place, NASTY.charAt(random.nextInt(NASTY.length())));
        case 3 -> result.delete(place, place + random.nextInt(result.length() - place));
        default -> {
          int end = place + random.nextInt(result.length() - place);
          result.insert(random.nextInt(result.length()), result.substring(place, end));
        }
      }
    }
    return result.toString();
  }

  /// Most damages are near the beginning, where the structure is.
  private byte[] damaged(byte[] der) {
    List<Byte> result = new ArrayList<>();
    for (byte b : der) {
      result.add(b);
    }
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      int place = random.nextInt(random.nextBoolean() ? Math.min(40, der.length) : der.length);
      place = Math.min(place, result.size() - 1);
      switch (random.nextInt(4)) {
        case 0 -> result.remove(place);
        case 1 -> result.add(place, (byte) random.nextInt());
        case 2 -> result.set(place, (byte) (result.get(place) ^ (1 << random.nextInt(8))));
        default -> result.set(place, (byte) random.nextInt());
      }
    }
    byte[] bytes = new byte[result.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = result.get(i);
    }
    return bytes;
  }
}
