// Frame times of cornerstone3D in headless Chromium, on the film of benchmarks/film.py.
//
//   npm ci && node run.mjs --json out.json [--frames 50] [--paced 10] [--only gpu|cpu] [--sizes 1200x1200,3840x2160]
//     [--overlays none,fill,outline] [--steps window,pan,zoom,dab] [--screenshot PREFIX]
//
// PYTHON names the interpreter that makes the film (numpy and OpenCV are needed), CHROMIUM the browser.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';

const HERE = dirname(fileURLToPath(import.meta.url));
const FILM = { rows: 3000, columns: 3000, bits: 14 };
const BRUSH_RADIUS = 40; // pixels of the film
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.raw': 'application/octet-stream' };
// SwiftShader draws WebGL where there is no GPU; the rate limits are off for the paced cross-check.
const FLAGS = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
  '--disable-frame-rate-limit', '--disable-gpu-vsync', '--force-device-scale-factor=1', '--hide-scrollbars',
];

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    frames: { type: 'string', default: '50' },
    paced: { type: 'string', default: '10' },
    only: { type: 'string', default: 'gpu,cpu' },
    sizes: { type: 'string', default: '1200x1200,3840x2160' },
    overlays: { type: 'string', default: 'none,fill,outline' },
    steps: { type: 'string', default: 'window,pan,zoom,dab' },
    screenshot: { type: 'string' },
  },
});

/** The page needs cross-origin isolation: without it the browser rounds its clock to 0.1 ms. */
function serve(filmFolder) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname.replace(/^\/$/, '/index.html');
    const file = join(extname(path) === '.raw' ? filmFolder : HERE, path);
    try {
      const body = readFileSync(file);
      response.writeHead(200, {
        'Content-Type': TYPES[extname(path)] ?? 'text/plain',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const quantile = (sorted, q) => {
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
};

function summary({ times, drawn, paced }) {
  const sorted = [...times].sort((a, b) => a - b);
  const [p5, median, p95] = [0.05, 0.5, 0.95].map((q) => Number(quantile(sorted, q).toFixed(2)));
  return { n: times.length, median, p5, p95, drawn, paced: Number(paced.toFixed(2)) };
}

/** One fresh browser per rendering path and size, so that nothing of one is left for the other. */
async function measure(url, cpu, width, height) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS, headless: true, protocolTimeout: 30 * 60_000,
  });
  const rows = [];
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error('page:', error.message));
    page.on('console', (message) => message.type() === 'error' && console.error('page:', message.text()));
    await page.setViewport({ width, height });
    await page.goto(url);
    await page.waitForFunction('window.benchmark');
    await page.evaluate((film, onCpu) => {
      window.benchmark.start(onCpu);
      return window.benchmark.load(film);
    }, FILM, cpu);
    for (const kind of options.overlays.split(',')) {
      const job = {
        width, height, kind, steps: options.steps.split(','), frames: +options.frames, pacedFrames: +options.paced,
        radius: BRUSH_RADIUS,
      };
      let result;
      try {
        result = await page.evaluate((asked) => window.benchmark.measure(asked), job);
      } catch (error) {
        rows.push({ path: cpu ? 'cpu' : 'gpu', size: `${width}x${height}`, overlay: kind, error: error.message });
        break; // the viewport is not to be relied on any more
      }
      if (options.screenshot) {
        await page.screenshot({ path: `${options.screenshot}-${cpu ? 'cpu' : 'gpu'}-${width}-${kind}.png` });
      }
      for (const [step, measured] of Object.entries(result)) {
        rows.push({ path: cpu ? 'cpu' : 'gpu', size: `${width}x${height}`, overlay: kind, step, ...summary(measured) });
      }
    }
    return { rows, about: { ...(await page.evaluate(() => window.benchmark.about())), browser: await browser.version() } };
  } finally {
    await browser.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'cornerstone-'));
execFileSync(process.env.PYTHON ?? 'python3', [join(HERE, '..', 'film.py'), folder], { stdio: 'inherit' });
await build({ entryPoints: [join(HERE, 'page.js')], bundle: true, minify: true, format: 'esm', outfile: join(HERE, 'bundle/page.js'), logLevel: 'warning' });
const server = await serve(folder);
const result = { about: {}, machine: { cpus: cpus().length, model: cpus()[0].model, node: process.version }, load: [loadavg()[0]], rows: [] };
try {
  for (const path of options.only.split(',')) {
    for (const size of options.sizes.split(',')) {
      const [width, height] = size.split('x').map(Number);
      const { rows, about } = await measure(`http://127.0.0.1:${server.address().port}/`, path === 'cpu', width, height);
      result.about[path] = about;
      result.rows.push(...rows);
      for (const row of rows) {
        const what = `${row.path} ${row.size} overlay ${row.overlay}`;
        console.log(row.error ? `${what}: ${row.error.split('\n')[0]}` : `${what} ${row.step}: ${row.median} ms (${row.p5} to ${row.p95}; paced ${row.paced}; n=${row.n})`);
      }
    }
  }
  result.load.push(loadavg()[0]);
} finally {
  server.close();
  rmSync(folder, { recursive: true });
}
if (options.json) writeFileSync(options.json, JSON.stringify(result, null, 1));
