package io.weightless.tool;

import io.weightless.http.jdk.WeightlessHttpServerProvider;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Has programs that are written to the JDK's HTTP server API, `com.sun.net.httpserver`, run on
/// Weightless, unless they have chosen another server.
final class ServerProvider {
  private static final String PROPERTY = "com.sun.net.httpserver.HttpServerProvider";
  private static final String SERVICE =
      "META-INF/services/com.sun.net.httpserver.spi.HttpServerProvider";

  private ServerProvider() {}

  /// What the JVM of a program with that class path has to be told: nothing, when our own was told
  /// who it is, and passes that on; or when somebody on the class path offers one.
  static List<String> flags(String classPath) throws IOException {
    if (System.getProperty(PROPERTY) != null || isOffered(classPath)) {
      return List.of();
    }
    return List.of("-D" + PROPERTY + "=" + WeightlessHttpServerProvider.class.getName());
  }

  private static boolean isOffered(String classPath) throws IOException {
    List<URL> places = new ArrayList<>();
    for (String place : classPath.split(File.pathSeparator, -1)) {
      places.add(place(place));
    }
    try (URLClassLoader program = new URLClassLoader(places.toArray(new URL[0]), null)) {
      return program.findResource(SERVICE) != null;
    }
  }

  private static URL place(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }
}
