package org.trueopen.admin.ui;

/** Brings back the light or dark a browser was switched to; without one the system decides. */
public final class ColorSchemeScript {

  /** Runs in the page's head, before anything is drawn, so that nothing flashes. */
  public static final String TEXT =
      """
      (() => {
        const wanted = localStorage.getItem('trueopen.color-scheme');
        if (wanted === 'dark' || wanted === 'light') {
          document.documentElement.style.colorScheme = wanted;
          document.documentElement.setAttribute('theme', wanted);
        }
      })();
      """;

  private ColorSchemeScript() {}
}
