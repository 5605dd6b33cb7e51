package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.tls.Identity;
import io.weightless.testkit.OneEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OneEngine
final class SelfSignedTest {
  @Test
  void itIsForThisMachineAndTheHostAndForThirtyDays() throws Exception {
    Identity made = SelfSigned.of("10.1.2.3");
    X509Certificate certificate = made.chain().getFirst();

    for (String host : new String[] {"localhost", "127.0.0.1", "::1", "10.1.2.3"}) {
      assertThat(made.covers(host)).as(host).isTrue();
    }
    assertThat(made.covers("10.1.2.4")).isFalse();
    made.checkValidAt(Instant.now());
    Instant from = certificate.getNotBefore().toInstant();
    assertThat(from.plus(Duration.ofDays(30))).isEqualTo(certificate.getNotAfter().toInstant());
    assertThat(certificate.getPublicKey()).isInstanceOf(ECPublicKey.class);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void twoHaveNothingInCommon() throws Exception {
    assertThat(SelfSigned.fingerprint(SelfSigned.of("localhost")))
        .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}")
        .isNotEqualTo(SelfSigned.fingerprint(SelfSigned.of("localhost")));
  }

  @Test
  void itsKeyIsLeftInNoFile() throws Exception {
    List<Path> before = ours();
    SelfSigned.of("localhost");

    assertThat(ours()).isEqualTo(before);
  }

  private static List<Path> ours() throws Exception {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(file -> file.getFileName().toString().matches("weightless\\d+"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, ''",
    "::1, ''",
    "localhost, ''",
    "0.0.0.0, ',ip:0.0.0.0'",
    "fe80::1, ',ip:fe80::1'",
    "a.test, ',dns:a.test'",
    "'a,dns:b', ''",
  })
  void aHostIsAddedThatIsNotThereYet(String host, String added) {
    assertThat(SelfSigned.alternatives(host))
        .isEqualTo("dns:localhost,ip:127.0.0.1,ip:::1" + added);
  }
}
