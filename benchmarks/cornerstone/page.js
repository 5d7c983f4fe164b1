// The page: one StackViewport, one film, and the steps that are timed. Called by run.mjs.
import * as core from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';

const IMAGE = 'film:1';
const VIEW = 'view';
const SEGMENTATION = 'lungs';
const { Labelmap } = tools.Enums.SegmentationRepresentations;

let engine;
let rendered = 0; // IMAGE_RENDERED events: proof that a step drew
let film; // { pixels: Uint16Array, labels: Uint8Array, rows, columns, maximum }
const WARM_UP = 5; // steps before the first timed one: shaders, the code's own compilation
const sink = { value: 0 };

/** Fetch the film and its two labels, tell cornerstone3D about them. */
async function load({ rows, columns, bits }) {
  const fetched = async (name) => (await fetch(name)).arrayBuffer();
  const pixels = new Uint16Array(await fetched('film.raw'));
  const labels = new Uint8Array(await fetched('labels.raw'));
  if (pixels.length !== rows * columns || labels.length !== rows * columns) throw new Error('film of another size');
  film = { pixels, labels, rows, columns, maximum: 2 ** bits - 1 };
  core.metaData.addProvider((type, id) => (id === IMAGE ? modules(rows, columns, bits)[type] : undefined), 10_000);
  core.imageLoader.registerImageLoader('film', () => ({ promise: Promise.resolve(image()) }));
}

function modules(rows, columns, bits) {
  return {
    imagePixelModule: {
      rows, columns, samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2',
      bitsAllocated: 16, bitsStored: bits, highBit: bits - 1, pixelRepresentation: 0,
    },
    imagePlaneModule: {
      rows, columns, frameOfReferenceUID: '1.2.3', imageOrientationPatient: [1, 0, 0, 0, 1, 0],
      rowCosines: [1, 0, 0], columnCosines: [0, 1, 0], imagePositionPatient: [0, 0, 0],
      pixelSpacing: [0.143, 0.143], rowPixelSpacing: 0.143, columnPixelSpacing: 0.143,
    },
    generalSeriesModule: { modality: 'DX', seriesInstanceUID: '1.2.3.4' },
    voiLutModule: { windowCenter: [2 ** (bits - 1)], windowWidth: [2 ** bits] },
    modalityLutModule: { rescaleSlope: 1, rescaleIntercept: 0 },
  };
}

function image() {
  const { pixels, rows, columns, maximum } = film;
  return {
    imageId: IMAGE, rows, columns, height: rows, width: columns, color: false, rgba: false, numberOfComponents: 1,
    slope: 1, intercept: 0, windowCenter: (maximum + 1) / 2, windowWidth: maximum + 1, voiLUTFunction: 'LINEAR',
    minPixelValue: 0, maxPixelValue: maximum, invert: false, photometricInterpretation: 'MONOCHROME2',
    columnPixelSpacing: 0.143, rowPixelSpacing: 0.143, sizeInBytes: pixels.byteLength, dataType: 'Uint16Array',
    getPixelData: () => pixels, imageFrame: {},
  };
}

/** Start the library once, with its own defaults. */
function start(cpu) {
  core.init();
  core.setUseCPURendering(cpu);
  tools.init();
  const element = document.getElementById('view');
  element.addEventListener(core.Enums.Events.IMAGE_RENDERED, () => rendered++);
  core.eventTarget.addEventListener(core.Enums.Events.ERROR_EVENT, (event) => console.error(event.detail?.message));
}

/** A viewport of this many device pixels with the film fitted to it. */
async function show(width, height) {
  const element = document.getElementById('view');
  Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  engine?.destroy();
  engine = new core.RenderingEngine(`engine-${width}x${height}`);
  engine.enableElement({ viewportId: VIEW, type: core.Enums.ViewportType.STACK, element });
  await viewport().setStack([IMAGE]);
  viewport().render();
  await clock.run();
  const { width: w, height: h } = viewport().canvas;
  if (w !== width || h !== height) throw new Error(`canvas of ${w} x ${h} device pixels, wanted ${width} x ${height}`);
}

const viewport = () => engine.getViewport(VIEW);

/** Two labels over the film, as filled areas, with outlines where asked for (the library's default). */
async function overlay(outline) {
  const [mask] = core.imageLoader.createAndCacheDerivedLabelmapImages([IMAGE]);
  mask.voxelManager.getScalarData().set(film.labels);
  tools.segmentation.segmentationStyle.setStyle({ type: Labelmap }, { renderOutline: outline });
  tools.segmentation.addSegmentations([
    { segmentationId: SEGMENTATION, representation: { type: Labelmap, data: { imageIds: [mask.imageId] } } },
  ]);
  await tools.segmentation.addLabelmapRepresentationToViewport(VIEW, [{ segmentationId: SEGMENTATION }]);
  await clock.run();
  if (viewport().getActors().length !== 2) throw new Error('the labels are not shown');
  return mask;
}

function removeOverlay() {
  tools.segmentation.removeAllSegmentationRepresentations();
  tools.segmentation.removeAllSegmentations();
}

/**
 * Wait until the frame is really there: reading one pixel of the visible canvas cannot return before the draw calls,
 * the copy from the WebGL canvas and everything queued before them have run.
 */
function finish() {
  sink.value += viewport().canvas.getContext('2d').getImageData(5, 5, 1, 1).data[0];
}

const STEPS = {
  /** Window centre and width move as under a drag. */
  window(i) {
    const centre = film.maximum * (0.5 + 0.2 * Math.sin(i / 9));
    const width = film.maximum * (0.6 + 0.3 * Math.cos(i / 7));
    viewport().setProperties({ voiRange: { lower: centre - width / 2, upper: centre + width / 2 } });
    viewport().render();
  },
  pan(i) {
    viewport().setPan([40 * Math.sin(i / 5), 40 * Math.cos(i / 5)]);
    viewport().render();
  },
  zoom(i) {
    viewport().setZoom(1 + 0.5 * Math.sin(i / 8) ** 2);
    viewport().render();
  },
  /** A disc of label 1, then the call that the library's brush makes after each stroke segment. */
  dab(i, mask, radius) {
    const { rows, columns } = film;
    const data = mask.voxelManager.getScalarData();
    const x0 = Math.round(columns * (0.3 + 0.004 * (i % 100)));
    const y0 = Math.round(rows * 0.5);
    for (let y = y0 - radius; y <= y0 + radius; y++) {
      const half = Math.floor(Math.sqrt(radius * radius - (y - y0) ** 2));
      data.fill(1 + (i & 1), y * columns + x0 - half, y * columns + x0 + half + 1);
    }
    tools.segmentation.triggerSegmentationEvents.triggerSegmentationDataModified(SEGMENTATION, [0], 1);
  },
};

/**
 * Milliseconds of each of ``frames`` steps: from the call to its finished frame, no waiting for the display. What the
 * library draws after that (two more frames for a dab) is let run outside the time; ``drawn`` counts all per step.
 */
async function cranked(step, frames, ...args) {
  const times = [];
  let drawn = 0;
  for (let i = -WARM_UP; i < frames; i++) {
    const before = rendered;
    const start = performance.now();
    STEPS[step](i, ...args);
    await clock.run(() => rendered > before);
    finish();
    const spent = performance.now() - start;
    if (rendered === before) throw new Error(`${step}: nothing was drawn`);
    await clock.run();
    finish();
    if (i >= 0) times.push(spent);
    if (i >= 0) drawn += rendered - before;
  }
  return { times, drawn: drawn / frames };
}

/**
 * The cross-check: frame after frame as the browser gives them, nothing read back but once at the end, the browser's
 * own compositing of the page included. Mean milliseconds.
 */
async function paced(step, frames, ...args) {
  clock.live = true;
  const drawn = () => new Promise((resolve) =>
    document.getElementById('view').addEventListener(core.Enums.Events.IMAGE_RENDERED, resolve, { once: true }));
  const start = performance.now();
  for (let i = 0; i < frames; i++) {
    const next = drawn();
    STEPS[step](i, ...args);
    await next;
  }
  finish();
  const mean = (performance.now() - start) / frames;
  await new Promise((resolve) => setTimeout(resolve, 200)); // what the last step still asked for
  clock.live = false;
  return mean;
}

/** Everything of one size and one overlay ("none", "fill" or "outline"): { step: { times, drawn, paced } }. */
async function measure({ width, height, kind, steps, frames, pacedFrames, radius }) {
  clock.live = false;
  removeOverlay();
  await show(width, height);
  const mask = kind === 'none' ? null : await overlay(kind === 'outline');
  const result = {};
  for (const step of steps) {
    if (step === 'dab' && !mask) continue;
    const measured = await cranked(step, frames, mask, radius);
    result[step] = { ...measured, paced: await paced(step, pacedFrames, mask, radius) };
    viewport().resetCamera();
  }
  return result;
}

/** What the library found in this browser. */
function about() {
  return {
    cornerstone3D: core.version,
    capabilities: core.getRenderingCapabilities(),
    cpuRendering: core.getShouldUseCPURendering(),
    devicePixelRatio: window.devicePixelRatio,
    crossOriginIsolated: window.crossOriginIsolated,
  };
}

window.benchmark = { load, start, measure, about };
