package io.weightless.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.tls.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// An identity that is made for one run, by the JDK's own keytool: the JDK has no public way to
/// make a certificate. Nobody trusts it, so people compare its fingerprint.
final class SelfSigned {
  private static final String DAYS = "30";
  private static final String ALIAS = "server";

  /// What tells keytool the password of its file: others can see a command's arguments.
  private static final String VARIABLE = "WEIGHTLESS_STORE_PASSWORD";

  private static final int PASSWORD_BYTES = 24;
  private static final Pattern NUMBER = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private SelfSigned() {}

  /// One for `host`, and for this machine by its usual names.
  ///
  /// @throws IOException in one line, if there is no keytool, or it fails
  static Identity of(String host) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weightless"); // which nobody else may enter
    Path store = folder.resolve("store");
    try {
      String password = password();
      run(store, password, alternatives(host));
      return read(store, password.toCharArray());
    } finally {
      Files.deleteIfExists(store);
      Files.delete(folder);
    }
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void run(Path store, String password, String alternatives)
      throws IOException, InterruptedException {
    ProcessBuilder keytool = new ProcessBuilder(command(store, alternatives));
    keytool.environment().put(VARIABLE, password);
    Process process = keytool.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        String first = said.lines().findFirst().orElse("it says nothing");
        throw new IOException("keytool made no certificate: " + first);
      }
    } finally {
      process.destroy();
    }
  }

  private static List<String> command(Path store, String alternatives) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=" + alternatives,
        "-ext",
        "eku=serverAuth",
        "-validity",
        DAYS,
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass:env",
        VARIABLE);
  }

  /// Under which names it may be asked for.
  static String alternatives(String host) {
    Set<String> all = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
    if (NUMBER.matcher(host).matches()) {
      all.add("ip:" + host);
    } else if (NAME.matcher(host).matches()) {
      all.add("dns:" + host);
    }
    return String.join(",", all);
  }

  private static Identity read(Path store, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      PrivateKey key = (PrivateKey) keys.getKey(ALIAS, password);
      return Identity.of(key, List.of((X509Certificate) keys.getCertificate(ALIAS)));
    } catch (GeneralSecurityException e) {
      throw new IOException("what keytool made can't be read: " + e.getMessage(), e);
    }
  }

  /// SHA-256 of its certificate, as browsers and openssl show it.
  static String fingerprint(Identity identity) {
    try {
      byte[] certificate = identity.chain().getFirst().getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that has no fingerprint", e);
    }
  }
}
