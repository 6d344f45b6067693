import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear, scaleTime } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { Fragment } from 'react';
import { statusLabels, type Status } from '../../../shared/stig/status.ts';
import { StatusPoint } from '../../components/status-mark.tsx';
import { useWidth } from '../../components/use-width.ts';
import { formatCount } from '../../model/format.ts';
import { countDomain, countTicks, spreadLabels, timeDomain, timeTicks } from '../../model/trend-layout.ts';
import { drawnStatuses, type DatedCounts } from '../../model/trend-points.ts';

/** CSS pixels. The right margin holds the labels of the lines. */
const height = 300;
const margin = { top: 16, right: 142, bottom: 34, left: 48 };
const labelGap = 18;
const mark = 16;
const tickWidth = 110;

interface TrendChartProps {
  readonly dated: readonly DatedCounts[];
  /** For who cannot see it. */
  readonly name: string;
}

/** Lines over time, told apart by the signs of their points, by their strokes and by labels at their ends; colour only repeats that. */
export function TrendChart({ dated, name }: TrendChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <figure className="card trend">
      <div ref={ref} className="trend-room">
        {width === 0 ? null : <Chart dated={dated} name={name} width={Math.max(320, width)} />}
      </div>
      <Legend dated={dated} />
    </figure>
  );
}

/** What the signs of the chart mean, of those that are in it. */
function Legend({ dated }: Pick<TrendChartProps, 'dated'>) {
  const lines = [
    dated.every(({ completed }) => completed)
      ? null
      : 'A hollow sign: still in review, its figures may change.',
    dated.every(({ complete }) => complete)
      ? null
      : 'An upright dotted line: the walk is INCOMPLETE, and more may have been there.',
  ].filter((line) => line !== null);
  return lines.length === 0 ? null : <figcaption className="trend-legend soft">{lines.join(' ')}</figcaption>;
}

interface ChartProps extends TrendChartProps {
  readonly width: number;
}

function Chart({ dated, name, width }: ChartProps) {
  const drawn = drawnStatuses(dated);
  const greatest = countDomain(dated.flatMap(({ counts }) => drawn.map((status) => counts?.[status] ?? 0)));
  const x = scaleTime({
    domain: timeDomain(dated.map(({ time }) => time)).map((time) => new Date(time)),
    range: [margin.left + mark, width - margin.right - mark],
  });
  const y = scaleLinear({ domain: [0, greatest], range: [height - margin.bottom, margin.top] });
  const place = (point: DatedCounts, status: Status) => ({
    x: x(point.time),
    y: y(point.counts?.[status] ?? 0),
  });
  const room = width - margin.left - margin.right;
  const ticks = timeTicks(x.ticks(Math.max(2, Math.floor(room / tickWidth))), room);
  return (
    <svg className="trend-chart" role="img" aria-label={name} width={width} height={height}>
      <AxisLeft
        scale={y}
        left={margin.left}
        tickValues={[...countTicks(greatest, 5)]}
        tickLength={-room}
        tickFormat={(value) => formatCount(Number(value))}
        tickLineProps={{ className: 'trend-grid' }}
        axisLineClassName="trend-axis"
        tickComponent={({ y: at, formattedValue }) => (
          <text className="trend-tick trend-tick-count" x={-8} y={at} dy="0.32em">
            {formattedValue}
          </text>
        )}
      />
      <AxisBottom
        scale={x}
        top={height - margin.bottom}
        tickValues={ticks.map(({ time }) => new Date(time))}
        tickFormat={(_, index) => ticks[index]?.label}
        tickLineProps={{ className: 'trend-axis' }}
        axisLineClassName="trend-axis"
        tickComponent={({ x: at, y: below, formattedValue }) => (
          <text className="trend-tick" x={at} y={below} dy="0.4em">
            {formattedValue}
          </text>
        )}
      />
      {dated
        .filter(({ complete }) => !complete)
        .map(({ assessmentId, time }) => (
          <line
            key={assessmentId}
            className="trend-incomplete"
            x1={x(time)}
            x2={x(time)}
            y1={margin.top}
            y2={height - margin.bottom}
          />
        ))}
      {/* The worst last, so that it lies on top. */}
      {drawn.toReversed().map((status) => (
        <Fragment key={status}>
          <LinePath
            className="trend-line"
            data-status={status}
            data={[...dated]}
            defined={({ counts }) => counts !== null}
            x={(point) => place(point, status).x}
            y={(point) => place(point, status).y}
          />
          {dated
            .filter(({ counts }) => counts !== null)
            .map((point) => (
              <g key={point.assessmentId} className="trend-point" data-hollow={!point.completed}>
                <StatusPoint status={status} {...place(point, status)} />
              </g>
            ))}
        </Fragment>
      ))}
      <LineLabels dated={dated} drawn={drawn} at={width - margin.right + mark / 2} y={y} />
    </svg>
  );
}

interface LineLabelsProps {
  readonly dated: readonly DatedCounts[];
  readonly drawn: readonly Status[];
  /** Where the labels begin, in CSS pixels. */
  readonly at: number;
  readonly y: (count: number) => number;
}

/** Each line is called by its name and last figure where it ends. */
function LineLabels({ dated, drawn, at, y }: LineLabelsProps) {
  const last = dated.findLast(({ counts }) => counts !== null)?.counts;
  if (last === null || last === undefined) return null;
  const places = spreadLabels(
    drawn.map((status) => y(last[status])),
    labelGap,
    margin.top,
    height - margin.bottom,
  );
  return drawn.map((status, index) => (
    <g key={status} className="trend-label" transform={`translate(${at} ${places[index] ?? 0})`}>
      <StatusPoint status={status} x={mark / 2} y={0} />
      <text x={mark + 5} dy="0.35em">
        {statusLabels[status]} {formatCount(last[status])}
      </text>
    </g>
  ));
}
