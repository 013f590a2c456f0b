// Draws what EChart hands over: looks colours up in the page's style sheet, follows its size and its dark mode.
(function () {
  const charts = new Set();

  function colour(element, name) {
    // A probe resolves light-dark() and var(), which a canvas does not understand.
    const probe = document.createElement('span');
    probe.style.color = 'var(--chart-' + name + ')';
    probe.style.display = 'none';
    element.appendChild(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = found;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return 'rgba(' + r + ',' + g + ',' + b + ',' + (a / 255).toFixed(3) + ')';
  }

  function escapeHtml(text) {
    return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
  }

  function styled(element, option) {
    const copy = structuredClone(option);
    const text = colour(element, 'text');
    const line = colour(element, 'line');
    const font = getComputedStyle(element).fontFamily;
    const lastWithValue = (index) => {
      let last = -1;
      copy.series.forEach((s, i) => { if (s.data[index] > 0) last = i; });
      return last;
    };
    copy.textStyle = { fontFamily: font };
    copy.series.forEach((series, position) => {
      series.itemStyle.color = colour(element, series.itemStyle.color);
      series.emphasis = { disabled: true };
      // Only the topmost part of each bar has round corners.
      series.data = series.data.map((value, index) => ({
        value,
        itemStyle: { borderRadius: lastWithValue(index) === position ? [3, 3, 0, 0] : 0 }
      }));
    });
    const narrow = element.clientWidth < 480;
    copy.xAxis.axisLabel = Object.assign({ color: text, fontSize: 12, hideOverlap: true, margin: 12 }, copy.xAxis.axisLabel);
    copy.xAxis.axisLabel.formatter = (value) => value.split('|')[1];
    if (copy.xAxis.axisLabel.midnightOnly) {
      const every = narrow ? 2 : 1;
      let midnights = 0;
      const shown = new Set();
      copy.xAxis.data.forEach((value, index) => {
        if (/ 00:00 to /.test(value) && midnights++ % every === 0) shown.add(index);
      });
      copy.xAxis.axisLabel.interval = (index) => shown.has(index);
      copy.xAxis.axisLabel.hideOverlap = false;
    }
    copy.xAxis.axisLine = { lineStyle: { color: line } };
    copy.yAxis.axisLabel = { color: text, fontSize: 12 };
    copy.yAxis.splitLine = { lineStyle: { color: line } };
    copy.tooltip.axisPointer.shadowStyle = { color: colour(element, 'hover') };
    copy.tooltip.backgroundColor = colour(element, 'tooltip');
    copy.tooltip.borderColor = line;
    copy.tooltip.padding = [10, 14];
    copy.tooltip.textStyle = { color: colour(element, 'strong'), fontSize: 13, fontFamily: font };
    copy.tooltip.formatter = (parts) =>
      '<div class="chart-tip-title">' + escapeHtml(parts[0].name.split('|')[0]) + '</div>' +
      parts.slice().reverse().map((part) =>
        '<div class="chart-tip-row">' + part.marker + '<span>' + escapeHtml(part.seriesName) + '</span><b>' +
        Number(part.value).toLocaleString('en') + '</b></div>').join('');
    return copy;
  }

  function draw(element) {
    element.trueopen.chart.setOption(styled(element, element.trueopen.option), { replaceMerge: ['series', 'xAxis'] });
  }

  window.trueopenChart = function (element, option) {
    if (!element.trueopen || element.trueopen.chart.isDisposed()) {
      const chart = echarts.init(element, null, { renderer: 'svg' });
      const observer = new ResizeObserver(() => {
        if (!element.isConnected) return;
        chart.resize();
        draw(element);
      });
      element.trueopen = { chart, observer, option };
      observer.observe(element);
      charts.add(element);
    }
    element.trueopen.option = option;
    draw(element);
    charts.forEach((other) => {
      if (!other.isConnected) {
        other.trueopen.observer.disconnect();
        other.trueopen.chart.dispose();
        charts.delete(other);
      }
    });
  };

  const redraw = () => requestAnimationFrame(() => charts.forEach((element) => { if (element.isConnected) draw(element); }));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme'] });
})();
