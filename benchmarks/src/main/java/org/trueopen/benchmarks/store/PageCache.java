package org.trueopen.benchmarks.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The system's memory of files. Asked of the C library, as a process for each of tens of thousands
 * of files takes minutes.
 */
final class PageCache {

  private static final int O_RDONLY = 0;
  private static final int POSIX_FADV_DONTNEED = 4;

  private final MethodHandle open = function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private final MethodHandle close = function("close", ValueLayout.JAVA_INT);
  private final MethodHandle advise =
      function(
          "posix_fadvise",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);

  private PageCache() {}

  /** Drops all files below a folder; what was written lately has to be on disk. */
  static void drop(Path folder) throws IOException {
    PageCache cache = new PageCache();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      cache.dropFile(file);
    }
  }

  private void dropFile(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) open.invokeExact(arena.allocateFrom(file.toString()), O_RDONLY);
      if (descriptor < 0) {
        throw new IOException("cannot open " + file);
      }
      int error = (int) advise.invokeExact(descriptor, 0L, 0L, POSIX_FADV_DONTNEED);
      int _ = (int) close.invokeExact(descriptor);
      if (error != 0) {
        throw new IOException("posix_fadvise of %s: error %d".formatted(file, error));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // the C library throws nothing
    }
  }

  @SuppressWarnings("restricted") // the C library is meant to be called
  private static MethodHandle function(String name, ValueLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }
}
