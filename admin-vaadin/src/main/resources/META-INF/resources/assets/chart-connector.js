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

  function labels(axis, text, narrow) {
    axis.axisLabel = Object.assign({ color: text, fontSize: 12, hideOverlap: true, margin: 12 }, axis.axisLabel);
    axis.axisLabel.formatter = (value) => value.split('|')[1];
    if (axis.axisLabel.midnightOnly) {
      const every = narrow ? 2 : 1;
      let midnights = 0;
      const shown = new Set();
      axis.data.forEach((value, index) => {
        if (/ 00:00 to /.test(value) && midnights++ % every === 0) shown.add(index);
      });
      axis.axisLabel.interval = (index) => shown.has(index);
      axis.axisLabel.hideOverlap = false;
    }
  }

  function tooltip(element, copy, line, font) {
    if (copy.tooltip.axisPointer) {
      copy.tooltip.axisPointer.shadowStyle = { color: colour(element, 'hover') };
      copy.tooltip.axisPointer.lineStyle = { color: line };
    }
    copy.tooltip.backgroundColor = colour(element, 'tooltip');
    copy.tooltip.borderColor = line;
    copy.tooltip.padding = [10, 14];
    copy.tooltip.textStyle = { color: colour(element, 'strong'), fontSize: 13, fontFamily: font };
  }

  // A thin dashed line where something was changed; the words are in the tooltip of its bar.
  function marked(element, series, marks) {
    if (!marks.length) return;
    series.markLine = {
      silent: true, symbol: ['none', 'pin'], symbolSize: 14, animation: false,
      label: { show: false },
      lineStyle: { color: colour(element, 'mark'), type: 'dashed', width: 1 },
      itemStyle: { color: colour(element, 'mark') },
      data: [...new Set(marks.map((mark) => mark.bar))].map((bar) => ({ xAxis: bar }))
    };
  }

  function bars(element, copy, marks) {
    const lastWithValue = (index) => {
      let last = -1;
      copy.series.forEach((s, i) => { if (s.data[index] > 0) last = i; });
      return last;
    };
    copy.series.forEach((series, position) => {
      series.itemStyle.color = colour(element, series.itemStyle.color);
      series.emphasis = { disabled: true };
      // Only the topmost part of each bar has round corners.
      series.data = series.data.map((value, index) => ({
        value,
        itemStyle: { borderRadius: lastWithValue(index) === position ? [3, 3, 0, 0] : 0 }
      }));
    });
    marked(element, copy.series[0], marks);
    copy.tooltip.formatter = (parts) =>
      '<div class="chart-tip-title">' + escapeHtml(parts[0].name.split('|')[0]) + '</div>' +
      parts.slice().reverse().map((part) =>
        '<div class="chart-tip-row">' + part.marker + '<span>' + escapeHtml(part.seriesName) + '</span><b>' +
        Number(part.value).toLocaleString('en') + '</b></div>').join('') +
      marks.filter((mark) => mark.bar === parts[0].dataIndex).map((mark) =>
        '<div class="chart-tip-mark">' + escapeHtml(mark.words) + '</div>').join('');
  }

  function lines(element, copy) {
    copy.series.forEach((series) => {
      const of = colour(element, series.itemStyle.color);
      series.itemStyle.color = of;
      series.lineStyle = { color: of, width: 2.5, type: series.dashed ? 'dashed' : 'solid' };
      series.emphasis = { disabled: true };
    });
    copy.yAxis.axisLabel.formatter = '{value} %';
    copy.tooltip.formatter = (parts) =>
      '<div class="chart-tip-title">' + escapeHtml(parts[0].name.split('|')[0]) + '</div>' +
      parts.map((part) =>
        '<div class="chart-tip-row">' + part.marker + '<span>' + escapeHtml(part.seriesName) + '</span><b>' +
        Number(part.value).toFixed(1) + ' %</b></div>').join('');
  }

  function heat(element, copy, text) {
    copy.yAxis.axisLine = { show: false };
    copy.yAxis.axisTick = { show: false };
    copy.yAxis.axisLabel = { color: text, fontSize: 12 };
    copy.visualMap.inRange = { color: [colour(element, 'cold'), colour(element, 'people')] };
    copy.series[0].itemStyle = { borderColor: colour(element, 'tooltip'), borderWidth: 2, borderRadius: 4 };
    copy.series[0].emphasis = { disabled: true };
    copy.tooltip.formatter = (part) =>
      '<div class="chart-tip-title">' + escapeHtml(copy.yAxis.data[part.value[1]] + ', ' +
        copy.xAxis.data[part.value[0]].split('|')[0]) + '</div>' +
      '<div class="chart-tip-row"><span>' + escapeHtml(copy.series[0].name) + '</span><b>' +
      Number(part.value[2]).toLocaleString('en') + '</b></div>';
  }

  function styled(element, option) {
    const copy = structuredClone(option);
    const marks = copy.marks || [];
    delete copy.marks;
    const text = colour(element, 'text');
    const line = colour(element, 'line');
    const font = getComputedStyle(element).fontFamily;
    copy.textStyle = { fontFamily: font };
    copy.xAxis.axisLine = { lineStyle: { color: line } };
    labels(copy.xAxis, text, element.clientWidth < 480);
    tooltip(element, copy, line, font);
    copy.yAxis.axisLabel = { color: text, fontSize: 12 };
    copy.yAxis.splitLine = { lineStyle: { color: line } };
    const kind = copy.series[0].type;
    if (kind === 'bar') bars(element, copy, marks);
    if (kind === 'line') lines(element, copy);
    if (kind === 'heatmap') heat(element, copy, text);
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

  // Drawn once more on a canvas out of sight: what stands in the page is SVG.
  window.trueopenChartPng = function (element, name) {
    if (!element.trueopen) return;
    const width = Math.max(element.clientWidth, 640);
    const height = element.clientHeight;
    const aside = document.createElement('div');
    const chart = echarts.init(aside, null, { renderer: 'canvas', devicePixelRatio: 2, width, height });
    chart.setOption(Object.assign(styled(element, element.trueopen.option), { animation: false }));
    const link = document.createElement('a');
    link.download = name.toLowerCase().replace(/[^a-z0-9]+/g, '-') + '.png';
    link.href = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colour(element, 'tooltip') });
    link.click();
    chart.dispose();
  };

  const redraw = () => requestAnimationFrame(() => charts.forEach((element) => { if (element.isConnected) draw(element); }));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme'] });
})();
